import type { TableColumnsType } from 'antd';
import { day } from '@/lib/dates';
import { percent } from '@/lib/figures';
import { pick, useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { StatusTag } from '@/ui/status-tag';
import { type Lead, useCampaigns } from './api';
import { tones } from './filters';
import { words } from './words';

/** What every table of leads shows: who it is, how well it fits, and whether it may be called. */
export function useLeadColumns(): TableColumnsType<Lead> {
  const say = useWords(words);
  const campaigns = useCampaigns();
  const nameOf = (code: string) => campaigns.data?.items.find((one) => one.code === code)?.name ?? code;
  return [
    { title: say('company'), fixed: 'left', width: 190, render: (_, lead) => <>{lead.company || '—'}{lead.person && <div className="cw-quiet">{lead.person}</div>}</> },
    { title: say('numbers'), width: 118, render: (_, lead) => <span className="cw-number">{lead.numbers.map((number) => <div key={number}>{number}</div>)}</span> },
    { title: say('regionAndCampaign'), width: 105, render: (_, lead) => <>{lead.region || '—'}<div className="cw-quiet">{nameOf(lead.campaign)}</div></> },
    { title: <>{say('fit')}<DefinitionMark of="fit" figure={say('fit')} /></>, width: 84, align: 'right', render: (_, lead) => percent(lead.score, 0) },
    { title: say('state'), width: 112, render: (_, lead) => <WhyNot lead={lead} /> },
  ];
}

/** The state of a lead, and in words why it must not be called. */
function WhyNot({ lead }: { lead: Lead }) {
  const say = useWords(words);
  return (
    <>
      <StatusTag tone={lead.held_kind ? 'warning' : tones[lead.state]}>{lead.held_kind ? say('held') : say(`state.${lead.state}`)}</StatusTag>
      {lead.barred_reason && <div className="cw-quiet">{say.code('barred', lead.barred_reason)}</div>}
      {lead.held_kind && <div className="cw-quiet">{pick({ zh: lead.held_zh, en: lead.held_en })}{lead.held_until && ` ${say('heldUntil', { day: day(lead.held_until) })}`}</div>}
    </>
  );
}
