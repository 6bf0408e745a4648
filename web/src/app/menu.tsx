import { ApiOutlined, AppstoreOutlined, AudioOutlined, AuditOutlined, BarChartOutlined, CustomerServiceOutlined, DashboardOutlined, HomeOutlined, PhoneOutlined, RiseOutlined, SafetyCertificateOutlined, ShoppingOutlined, TeamOutlined, UserSwitchOutlined, WalletOutlined } from '@ant-design/icons';
import { Menu } from 'antd';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { rights } from '@/client/rights';
import { allows, type Me } from '@/client/session';
import { useWords } from '@/lib/words';
import { words } from './words';

type Key = 'home' | 'desk' | 'lists' | 'leads' | 'wallboard' | 'calling' | 'calls' | 'insights' | 'quality' | 'myNumbers' | 'growth' | 'orders' | 'people' | 'appraisal' | 'pay';
interface Entry { key: Key; path: string; icon: ReactNode; permission: string; person?: boolean }

/** In the order in which the data flows. */
const entries: Entry[] = [
  { key: 'home', path: '/home', icon: <HomeOutlined />, permission: 'diagnosis.read' },
  { key: 'desk', path: '/desk', icon: <CustomerServiceOutlined />, permission: rights.desk, person: true },
  { key: 'lists', path: '/lists', icon: <AppstoreOutlined />, permission: 'lists.read' },
  { key: 'leads', path: '/leads', icon: <UserSwitchOutlined />, permission: 'leads.read' },
  { key: 'wallboard', path: '/wallboard', icon: <DashboardOutlined />, permission: rights.wallboard },
  { key: 'calling', path: '/calling', icon: <ApiOutlined />, permission: rights.calling },
  { key: 'calls', path: '/calls', icon: <PhoneOutlined />, permission: 'calls.read' },
  { key: 'insights', path: '/insights', icon: <AudioOutlined />, permission: 'insights.read' },
  { key: 'quality', path: '/quality', icon: <SafetyCertificateOutlined />, permission: 'insights.read' },
  { key: 'myNumbers', path: '/my-numbers', icon: <BarChartOutlined />, permission: 'coaching.read' },
  { key: 'growth', path: '/growth', icon: <RiseOutlined />, permission: 'library.read' },
  { key: 'orders', path: '/orders', icon: <ShoppingOutlined />, permission: 'orders.read' },
  { key: 'people', path: '/people', icon: <TeamOutlined />, permission: 'goals.read' },
  { key: 'appraisal', path: '/appraisal', icon: <AuditOutlined />, permission: 'scores.read' },
  { key: 'pay', path: '/pay', icon: <WalletOutlined />, permission: 'pay.read' },
];

export const visibleEntries = (me: Me): Entry[] => entries.filter((entry) => allows(me, entry.permission) && (!entry.person || me.person_id !== null));

export function MainMenu({ me, className = '', onChoose }: { me: Me; className?: string; onChoose?: () => void }) {
  const say = useWords(words);
  const { pathname } = useLocation();
  const here = entries.filter((entry) => pathname === entry.path || pathname.startsWith(`${entry.path}/`)).map((entry) => entry.key);
  return (
    <nav aria-label={say('nav')}>
      <Menu
        mode="inline" className={className} selectedKeys={here} onClick={() => onChoose?.()}
        items={visibleEntries(me).map(({ key, path, icon }) => ({ key, icon, label: <Link to={path}>{say(`menu.${key}`)}</Link> }))}
      />
    </nav>
  );
}
