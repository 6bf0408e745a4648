import { Alert, Select } from 'antd';
import { when } from '@/lib/dates';
import { count } from '@/lib/figures';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { EmptyState } from '@/ui/empty-state';
import { FigureWithDefinition, Figures } from '@/ui/figure';
import { Loaded } from '@/ui/loaded';
import { Section } from '@/ui/page';
import { useCampaigns, useWhy, type Why } from './api';
import { FilterTable } from './filter-table';
import { NumberCheck } from './number-check';
import { words } from './words';

/** Product §4.4: for each filter, how many leads it removed and when the next becomes callable. */
export function WhyTab() {
  const say = useWords(words);
  const campaigns = useCampaigns();
  const { values, set } = useUrlState(['campaign']);
  const all = campaigns.data?.items ?? [];
  const campaign = values.campaign || (all.find((one) => one.state === 'running') ?? all[0])?.code || '';
  const why = useWhy(campaign);
  return (
    <Loaded query={campaigns}>
      {() => campaign === ''
        ? <Section><EmptyState title={say('campaigns.none')} text={say('campaigns.none.text')} /></Section>
        : (
          <div className="cw-page">
            <div className="cw-filters"><Select value={campaign} onChange={(code) => set({ campaign: code })} aria-label={say('campaign')} options={all.map((one) => ({ value: one.code, label: one.name }))} data-testid="why-campaign" /></div>
            <Loaded query={why} rows={8}>{(found) => <Answer why={found} />}</Loaded>
            <NumberCheck campaign={campaign} />
          </div>
        )}
    </Loaded>
  );
}

function Answer({ why }: { why: Why }) {
  const say = useWords(words);
  return (
    <>
      {why.simulated && <Alert type="info" showIcon title={say('simulated.title')} description={say('simulated.text')} data-testid="simulated" />}
      <Figures>
        <FigureWithDefinition label={say('why.candidates')} value={count(why.candidates)} definition="candidates" />
        <FigureWithDefinition label={say('why.now')} value={count(why.callable_now)} definition="callableNow" tone={why.callable_now > 0 ? 'good' : 'bad'} testid="callable-now" />
        <FigureWithDefinition label={say('why.next')} value={<span className="cw-when">{why.next_callable_at ? when(why.next_callable_at) : say('why.next.none')}</span>} definition="nextCallable" testid="next-callable" />
      </Figures>
      <Section title={<>{say('why')}<DefinitionMark of="whyRemoved" figure={say('why')} /></>} testid="why">
        {why.candidates === 0 ? <p className="cw-quiet">{say('why.empty')}</p> : <FilterTable why={why} />}
      </Section>
    </>
  );
}
