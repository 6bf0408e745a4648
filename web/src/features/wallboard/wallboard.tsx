import { FullscreenOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { rights } from '@/client/rights';
import { useWords } from '@/lib/words';
import { Loaded } from '@/ui/loaded';
import { Only } from '@/ui/only';
import { Page, Section } from '@/ui/page';
import { Alarms } from './alarms';
import { useWallboard, type Wallboard as Board } from './api';
import { BigScreen } from './big-screen';
import { CampaignCards } from './campaign-cards';
import { DataAge } from './data-age';
import { LineTable } from './line-table';
import { PeopleTable } from './people-table';
import { StateTiles } from './state-tiles';
import './wallboard.css';
import { words } from './words';

export default function Wallboard() {
  const say = useWords(words);
  const query = useWallboard();
  const [big, setBig] = useBigScreen();
  return (
    <Only permission={rights.wallboard}>
      {big && query.data
        ? <BigScreen board={query.data} at={query.dataUpdatedAt} onLeave={() => setBig(false)} />
        : (
          <Page title={say('title')} lead={say('lead')} actions={<><DataAge at={query.dataUpdatedAt} /><Button icon={<FullscreenOutlined aria-hidden />} onClick={() => setBig(true)} data-testid="big-screen">{say('big')}</Button></>}>
            <Loaded query={query} rows={12}>{(board) => <Everything board={board} />}</Loaded>
          </Page>
        )}
    </Only>
  );
}

function Everything({ board }: { board: Board }) {
  const say = useWords(words);
  return (
    <>
      <Alarms alarms={board.alarms} />
      <Section title={say('states')} testid="states"><StateTiles board={board} /></Section>
      <CampaignCards campaigns={board.campaigns} />
      <Section title={say('people')} testid="people"><PeopleTable people={board.people} /></Section>
      <Section title={say('lines')} testid="lines"><LineTable lines={board.lines} /></Section>
    </>
  );
}

/** The browser's full screen where it gives one; leaving it by Esc leaves the mode as well. */
function useBigScreen(): [boolean, (big: boolean) => void] {
  const [big, setBig] = useState(false);
  useEffect(() => {
    const left = () => { if (!document.fullscreenElement) setBig(false); };
    document.addEventListener('fullscreenchange', left);
    return () => document.removeEventListener('fullscreenchange', left);
  }, []);
  const change = (wanted: boolean) => {
    setBig(wanted);
    if (wanted) void document.documentElement.requestFullscreen?.().catch(() => undefined);
    else if (document.fullscreenElement) void document.exitFullscreen();
  };
  return [big, change];
}
