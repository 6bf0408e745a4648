import { Button } from 'antd';
import { useEffect } from 'react';
import { useWords } from '@/lib/words';
import { FloorTag } from '@/ui/floor-tag';
import { RunningClock } from '@/ui/running-clock';
import { Alarms } from './alarms';
import type { Wallboard } from './api';
import { CampaignFigures } from './campaign-cards';
import { DataAge } from './data-age';
import { StateTiles } from './state-tiles';
import { words } from './words';

/** For a screen on the wall: large figures, one small card per person, nothing to click. Esc leaves. */
export function BigScreen({ board, at, onLeave }: { board: Wallboard; at: number; onLeave: () => void }) {
  const say = useWords(words);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => { if (event.key === 'Escape') onLeave(); };
    globalThis.addEventListener('keydown', pressed);
    return () => globalThis.removeEventListener('keydown', pressed);
  }, [onLeave]);
  return (
    <div className="cw-big" role="region" aria-label={say('big')} data-testid="big">
      <header className="cw-section-head"><h1>{say('title')}</h1><div className="cw-actions"><DataAge at={at} /><Button onClick={onLeave}>{say('big.leave')}</Button></div></header>
      <StateTiles board={board} filters={false} />
      <Alarms alarms={board.alarms} />
      {board.campaigns.filter((campaign) => campaign.state === 'running').map((campaign) => (
        <section key={campaign.code}><h2>{campaign.name}</h2><CampaignFigures campaign={campaign} bare /></section>
      ))}
      <ul className="cw-big-people">
        {board.people.filter((person) => person.state !== 'offline').map((person) => (
          <li key={person.person_id}><b>{person.person}</b><FloorTag state={person.state} /><RunningClock since={person.since} /></li>
        ))}
      </ul>
    </div>
  );
}
