import { Button } from 'antd';
import { useState } from 'react';
import { rights } from '@/client/rights';
import { useMe } from '@/client/session';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { EmptyState } from '@/ui/empty-state';
import { Loaded } from '@/ui/loaded';
import { Only } from '@/ui/only';
import { Page } from '@/ui/page';
import { SampleLoading } from '@/ui/sample-loading';
import { type Desk as DeskNow, useDesk } from './api';
import { CampaignChoice } from './campaign-choice';
import './desk.css';
import { KeyHelp } from './key-help';
import { useDeskKeys } from './keys';
import { SideColumn } from './side-column';
import { words } from './words';
import { WorkColumn } from './work-column';

export default function Desk() {
  const say = useWords(words);
  const { data: me } = useMe();
  const query = useDesk();
  return (
    <Only permission={rights.desk}>
      {me && !me.person_id
        ? <Page title={say('title')}><SampleLoading /><EmptyState title={say('noPerson.title')} text={say('noPerson.text')} /></Page>
        : <Loaded query={query} rows={10}>{(desk) => <Board desk={desk} />}</Loaded>}
    </Only>
  );
}

function Board({ desk }: { desk: DeskNow }) {
  const say = useWords(words);
  const [help, setHelp] = useState(false);
  const { values, set } = useUrlState(['campaign']);
  const campaign = values.campaign || desk.campaign || desk.campaigns[0]?.code || '';
  useDeskKeys((pressing) => {
    if (!('act' in pressing) || pressing.act !== 'help') return false;
    setHelp(true);
    return true;
  });
  return (
    <Page
      title={say('title')} lead={say('lead')}
      actions={<><CampaignChoice desk={desk} value={campaign} onChange={(code) => set({ campaign: code })} /><Button className="cw-only-wide" onClick={() => setHelp(true)}>{say('keys.open')}</Button></>}
    >
      <SampleLoading />
      <div className="cw-desk">
        <WorkColumn desk={desk} campaign={campaign} />
        <SideColumn desk={desk} campaign={campaign} />
      </div>
      <KeyHelp open={help} onClose={() => setHelp(false)} />
    </Page>
  );
}
