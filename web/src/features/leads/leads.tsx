import { Button, Input, Segmented, Select, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useMay } from '@/client/session';
import { percent } from '@/lib/figures';
import { useUrlState } from '@/lib/url-state';
import { bilingual, pick, useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { EmptyState } from '@/ui/empty-state';
import { Only } from '@/ui/only';
import { Page, Section } from '@/ui/page';
import { PagedTable } from '@/ui/paged-table';
import { StatusTag, type Tone } from '@/ui/status-tag';
import { useClear } from '@/ui/use-clear';
import { type Lead, type State, useCampaigns, useLeads } from './api';
import { AssignDialog } from './assign-dialog';
import { words } from './words';

const tones: Record<State, Tone> = { new: 'waiting', assigned: 'busy', in_work: 'busy', interested: 'good', ordered: 'good', closed: 'quiet', barred: 'bad' };
const states = Object.keys(tones) as State[];
const keys = ['state', 'campaign', 'q', 'pool'] as const;

export default function Leads() {
  const say = useWords(words);
  const may = useMay();
  const [assigning, setAssigning] = useState(false);
  return (
    <Only permission="leads.read">
      <Page
        title={say('title')} lead={say('lead')}
        actions={may('leads.write') && <Button type="primary" onClick={() => setAssigning(true)} data-testid="assign">{say('assign')}</Button>}
      >
        <Section><LeadTable /></Section>
        <AssignDialog open={assigning} onClose={() => setAssigning(false)} />
      </Page>
    </Only>
  );
}

function Filters() {
  const say = useWords(words);
  const clear = useClear();
  const { values, set } = useUrlState(keys);
  const campaigns = useCampaigns();
  return (
    <div className="cw-filters" role="search">
      <Segmented value={values.pool} onChange={(pool) => set({ pool })} aria-label={say('owner')} options={[{ value: '', label: say('owned') }, { value: 'true', label: say('owner.none') }]} />
      <Input.Search allowClear placeholder={say('search')} aria-label={say('search')} defaultValue={values.q} onSearch={(q) => set({ q })} />
      <Select allowClear={clear} placeholder={say('state')} aria-label={say('state')} value={values.state || undefined} onChange={(state?: string) => set({ state })} options={states.map((state) => ({ value: state, label: say(`state.${state}`) }))} />
      <Select allowClear={clear} placeholder={say('campaign')} aria-label={say('campaign')} value={values.campaign || undefined} onChange={(campaign?: string) => set({ campaign })} options={(campaigns.data?.items ?? []).map((one) => ({ value: one.code, label: one.name }))} />
    </div>
  );
}

function LeadTable() {
  const say = useWords(words);
  const go = useNavigate();
  const { values, page, size, set } = useUrlState(keys);
  const query = useLeads({ page, size, q: values.q, campaign: values.campaign, state: (values.state || undefined) as State | undefined, pool: values.pool === 'true' ? 'true' : 'false' });
  const filtered = Object.values(values).some(Boolean);
  const columns: TableColumnsType<Lead> = [
    { title: say('company'), dataIndex: 'company', fixed: 'left', width: 200 },
    { title: say('person'), dataIndex: 'person', width: 100 },
    { title: say('numbers'), width: 140, render: (_, lead) => <span className="cw-number">{lead.numbers.map((number) => <div key={number}>{number}</div>)}</span> },
    { title: say('region'), dataIndex: 'region', width: 110 },
    { title: say('campaign'), dataIndex: 'campaign', width: 120 },
    { title: <>{say('fit')}<DefinitionMark of="fit" figure={say('fit')} /></>, width: 100, align: 'right', render: (_, lead) => percent(lead.score, 0) },
    { title: say('state'), width: 120, render: (_, lead) => <><StatusTag tone={tones[lead.state]}>{say(`state.${lead.state}`)}</StatusTag>{lead.barred_reason && <div className="cw-quiet">{say.code('barred', lead.barred_reason)}</div>}</> },
    { title: say('owner'), width: 110, render: (_, lead) => lead.owner ?? say('owner.none') },
    { title: say('assignedBecause'), render: (_, lead) => <span className="cw-quiet">{pick(bilingual(lead.explanation))}</span> },
  ];
  return (
    <>
      <Filters />
      <PagedTable<Lead>
        query={query} columns={columns} rowKey={(lead) => lead.id} label={say('title')} minWidth={1320} onPage={(to, rows) => set({ page: to, size: rows })}
        empty={filtered
          ? <EmptyState title={say('none.title')} text={say('none.text')}><Button onClick={() => set({ state: '', campaign: '', q: '', pool: '' })}>{say('clear')}</Button></EmptyState>
          : <EmptyState title={say('empty.title')} text={say('empty.text')}><Button type="primary" onClick={() => void go('/lists')}>{say('empty.act')}</Button></EmptyState>}
      />
    </>
  );
}
