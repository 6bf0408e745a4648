import { DownOutlined, MenuOutlined } from '@ant-design/icons';
import { Button, Drawer, Dropdown, Layout, Skeleton } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useContext, useEffect, useState } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { rememberLanguage, useSignOut } from '@/features/account/api';
import { followEvents } from '@/client/events';
import { type Me, useMe } from '@/client/session';
import { hasDesk } from '@/features/desk/api';
import { turnOff } from '@/features/desk/softphone';
import { asProblem } from '@/lib/problem';
import { useWords } from '@/lib/words';
import { codes } from '@/ui/codes-words';
import { Aside } from '@/ui/aside';
import { LanguageSwitch } from '@/ui/language-switch';
import { ProblemAlert } from '@/ui/problem-alert';
import { MainMenu } from './menu';
import { ModeContext } from './mode';
import { words } from './words';

const PhoneBar = lazy(() => import('@/features/desk/phone-bar'));

/** The frame around every page of somebody who is signed in. */
export function Shell() {
  const me = useMe();
  const { pathname, search } = useLocation();
  if (me.isPending) return <div className="cw-content" role="status"><Skeleton active /></div>;
  if (me.isError) {
    if (asProblem(me.error).status === 401) return <Navigate to={`/sign-in?next=${encodeURIComponent(pathname + search)}`} replace />;
    return <div className="cw-content"><ProblemAlert problem={me.error} onRetry={() => void me.refetch()} /></div>;
  }
  return <Frame me={me.data} />;
}

function Brand() {
  const say = useWords(words);
  return <div className="cw-brand"><img src="/callwright.svg" alt="" /><span>{say('name')}</span></div>;
}

function Frame({ me }: { me: Me }) {
  const say = useWords(words);
  const [menuOpen, setMenuOpen] = useState(false);
  return (
    <Layout className="cw-shell">
      <a className="cw-skip" href="#content">{say('skip')}</a>
      <Layout.Sider width={208} className="cw-sider cw-only-wide" theme="light"><Brand /><MainMenu me={me} /></Layout.Sider>
      <Drawer open={menuOpen} onClose={() => setMenuOpen(false)} placement="left" size={264} title={<Brand />} styles={{ body: { padding: 8 } }}>
        <MainMenu me={me} className="cw-drawer-menu" onChoose={() => setMenuOpen(false)} />
      </Drawer>
      <Layout>
        <Layout.Header className="cw-top">
          <Button className="cw-only-narrow" type="text" icon={<MenuOutlined />} aria-label={say('menu.open')} onClick={() => setMenuOpen(true)} />
          <span className="cw-grow" />
          <LanguageSwitch onChange={rememberLanguage} />
          <AccountMenu me={me} />
        </Layout.Header>
        <PhoneStrip me={me} />
        <Layout.Content className="cw-content" id="content"><Outlet /></Layout.Content>
      </Layout>
    </Layout>
  );
}

/** The phone stands beside the pages, with a boundary of its own: neither takes the other down. */
function PhoneStrip({ me }: { me: Me }) {
  const queries = useQueryClient();
  const wanted = hasDesk(me);
  useEffect(() => {
    const following = followEvents(queries);
    return () => following.stop();
  }, [queries]);
  return wanted ? <Aside><Suspense fallback={null}><PhoneBar /></Suspense></Aside> : null;
}

function AccountMenu({ me }: { me: Me }) {
  const say = useWords(words);
  const name = useWords(codes);
  const { mode, change } = useContext(ModeContext);
  const signOut = useSignOut();
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'who', disabled: true, label: me.roles.map((role) => name.code('role', role)).join('、') },
          { key: 'mode', label: say(mode === 'dark' ? 'mode.light' : 'mode.dark'), onClick: () => change(mode === 'dark' ? 'light' : 'dark') },
          { key: 'out', label: say('signOut'), onClick: () => { turnOff(); signOut.mutate(); } },
        ],
      }}
    >
      <Button type="text" aria-label={say('account', { name: me.name })} data-testid="account-menu">{me.name} <DownOutlined aria-hidden /></Button>
    </Dropdown>
  );
}
