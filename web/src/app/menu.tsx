import { AppstoreOutlined, BarChartOutlined, HomeOutlined, PhoneOutlined, ShoppingOutlined, TeamOutlined, UserSwitchOutlined, WalletOutlined } from '@ant-design/icons';
import { Menu } from 'antd';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { allows, type Me } from '@/client/session';
import { useWords } from '@/lib/words';
import { words } from './words';

type Key = 'home' | 'lists' | 'leads' | 'calls' | 'myNumbers' | 'orders' | 'people' | 'pay';
interface Entry { key: Key; path: string; icon: ReactNode; permission: string }

/** In the order in which the data flows. */
const entries: Entry[] = [
  { key: 'home', path: '/home', icon: <HomeOutlined />, permission: 'diagnosis.read' },
  { key: 'lists', path: '/lists', icon: <AppstoreOutlined />, permission: 'lists.read' },
  { key: 'leads', path: '/leads', icon: <UserSwitchOutlined />, permission: 'leads.read' },
  { key: 'calls', path: '/calls', icon: <PhoneOutlined />, permission: 'calls.read' },
  { key: 'myNumbers', path: '/my-numbers', icon: <BarChartOutlined />, permission: 'coaching.read' },
  { key: 'orders', path: '/orders', icon: <ShoppingOutlined />, permission: 'orders.read' },
  { key: 'people', path: '/people', icon: <TeamOutlined />, permission: 'goals.read' },
  { key: 'pay', path: '/pay', icon: <WalletOutlined />, permission: 'pay.read' },
];

export const visibleEntries = (me: Me): Entry[] => entries.filter((entry) => allows(me, entry.permission));

export function MainMenu({ me, className = '', onChoose }: { me: Me; className?: string; onChoose?: () => void }) {
  const say = useWords(words);
  const { pathname } = useLocation();
  const here = entries.filter((entry) => pathname.startsWith(entry.path)).map((entry) => entry.key);
  return (
    <nav aria-label={say('nav')}>
      <Menu
        mode="inline" className={className} selectedKeys={here} onClick={() => onChoose?.()}
        items={visibleEntries(me).map(({ key, path, icon }) => ({ key, icon, label: <Link to={path}>{say(`menu.${key}`)}</Link> }))}
      />
    </nav>
  );
}
