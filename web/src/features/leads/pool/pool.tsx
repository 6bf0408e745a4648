import { Button } from 'antd';
import { useState } from 'react';
import { useMe } from '@/client/session';
import { count } from '@/lib/figures';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { EmptyState } from '@/ui/empty-state';
import { FigureWithDefinition, Figures } from '@/ui/figure';
import { Loaded } from '@/ui/loaded';
import { Section } from '@/ui/page';
import { PagedTable } from '@/ui/paged-table';
import { ProblemAlert } from '@/ui/problem-alert';
import { type Claimed, type Lead, type Standing, type State, useClaim, useLeads, useStanding } from '../api';
import { Filters, keys } from '../filters';
import { useLeadColumns } from '../lead-columns';
import { words } from '../words';
import { BestOfCampaign } from './best-of-campaign';
import { ClaimResult } from './claim-result';

/** The public pool: how much one may still take today, what is there, and why something cannot be taken. */
export function Pool() {
  const say = useWords(words);
  const standing = useStanding();
  const { data: me } = useMe();
  return (
    <div className="cw-page">
      <Section title={say('pool.limits')} testid="pool-standing">
        {me && !me.person_id ? <p className="cw-quiet">{say('pool.stranger')}</p> : <Loaded query={standing} rows={2}>{(found) => <Limits standing={found} />}</Loaded>}
        <p className="cw-quiet">{say('pool.rules')}</p>
      </Section>
      <PoolTable standing={standing.data} />
    </div>
  );
}

function Limits({ standing }: { standing: Standing }) {
  const say = useWords(words);
  const of = (used: number, all: number) => say('pool.of', { used: count(used), all: count(all) });
  return (
    <Figures>
      <FigureWithDefinition label={say('pool.left')} value={count(standing.left)} definition="claimsLeft" tone={standing.left > 0 ? 'good' : 'bad'} testid="claims-left" />
      <FigureWithDefinition label={say('pool.claimed')} value={of(standing.claims_today, standing.claims_per_day)} definition="claimsToday" testid="claims-today" />
      <FigureWithDefinition label={say('pool.held')} value={of(standing.held, standing.owner_cap)} definition="ownerCap" testid="leads-held" />
    </Figures>
  );
}

function PoolTable({ standing }: { standing: Standing | undefined }) {
  const say = useWords(words);
  const { values, page, size, set } = useUrlState(keys);
  const query = useLeads({ page, size, q: values.q, campaign: values.campaign, state: (values.state || undefined) as State | undefined, pool: 'true' });
  const [chosen, setChosen] = useState<string[]>([]);
  const [result, setResult] = useState<Claimed | null>(null);
  const claim = useClaim();
  const left = standing?.left ?? 0;
  const names = new Map(query.data?.items.map((lead) => [lead.id, lead.company || lead.person]));
  const take = (wish: Parameters<typeof claim.mutate>[0]) => claim.mutate(wish, { onSuccess: (done) => { setResult(done); setChosen([]); } });
  return (
    <Section testid="pool">
      <div className="cw-stack">
        <Filters />
        {standing && (
          <div className="cw-actions">
            <Button type="primary" disabled={chosen.length === 0 || chosen.length > left} loading={claim.isPending} onClick={() => take({ lead_ids: chosen })} data-testid="claim-chosen">{say('pool.take', { n: count(chosen.length) })}</Button>
            <BestOfCampaign most={left} busy={claim.isPending} onTake={(campaign, n) => take({ campaign, count: n })} />
            {chosen.length > left && <span className="cw-bad" role="status">{say('pool.tooMany', { n: count(left) })}</span>}
          </div>
        )}
        <ProblemAlert problem={claim.error} />
        {result && <ClaimResult result={result} names={names} />}
        <PagedTable<Lead>
          query={query} columns={useLeadColumns()} rowKey={(lead) => lead.id} label={say('owner.none')} minWidth={640} onPage={(to, rows) => set({ page: to, size: rows })}
          {...(standing ? { choice: { keys: chosen, onChange: setChosen, barred: (lead: Lead) => lead.state === 'barred' || lead.held_kind !== null, name: (lead: Lead) => say('pool.choose', { company: lead.company || lead.person }) } } : {})}
          empty={<EmptyState title={say('pool.empty.title')} text={say('pool.empty.text')} />}
        />
      </div>
    </Section>
  );
}
