import { Button, Table } from 'antd';
import { asProblem } from '@/lib/problem';
import { count, percent } from '@/lib/figures';
import { pick, useWords } from '@/lib/words';
import { useUrlState } from '@/lib/url-state';
import { DefinitionMark } from '@/ui/definition-mark';
import { FigureWithDefinition, Figures } from '@/ui/figure';
import { Loaded } from '@/ui/loaded';
import { Section } from '@/ui/page';
import { PagedTable } from '@/ui/paged-table';
import { type Screening, type Suppressed, useScreening, useSuppressed } from '../api';
import { words } from '../words';

/** Who of the batch must not be called, by kind, and how well the rest fits the campaign. */
export function ScreeningReport({ id }: { id: string }) {
  const say = useWords(words);
  const query = useScreening(id);
  if (query.isError && asProblem(query.error).status === 404) return null;
  return (
    <div className="cw-columns">
      <Section title={<>{say('suppressed')}<DefinitionMark of="suppressed" figure={say('suppressed')} /></>} testid="suppressed">
        <Loaded query={query} rows={3}>{(found) => <Kinds id={id} screening={found} />}</Loaded>
      </Section>
      <Section title={<>{say('fit')}<DefinitionMark of="fit" figure={say('fit')} /></>} testid="fit">
        <Loaded query={query} rows={3}>{(found) => <Fit screening={found} />}</Loaded>
      </Section>
    </div>
  );
}

function Kinds({ id, screening }: { id: string; screening: Screening }) {
  const say = useWords(words);
  const { values, set } = useUrlState(['kind']);
  if (screening.by_kind.length === 0) return <p className="cw-quiet">{say('suppressed.none', { n: count(screening.contacts) })}</p>;
  return (
    <div className="cw-stack">
      <p>{say('suppressed.sum', { contacts: count(screening.contacts), callable: count(screening.callable), suppressed: count(screening.suppressed) })}</p>
      <Table
        size="small" rowKey="kind" pagination={false} dataSource={screening.by_kind} aria-label={say('suppressed')}
        columns={[
          { title: say('suppressed.kind'), render: (_, kind) => <Button type="link" size="small" className="cw-link" aria-pressed={values.kind === kind.kind} onClick={() => set({ kind: values.kind === kind.kind ? '' : kind.kind })}>{pick(kind)}</Button> },
          { title: say('contacts'), dataIndex: 'count', align: 'right', width: 100, render: (n: number) => count(n) },
        ]}
      />
      {values.kind && <SuppressedRows id={id} kind={values.kind} />}
    </div>
  );
}

function SuppressedRows({ id, kind }: { id: string; kind: string }) {
  const say = useWords(words);
  const { values, set } = useUrlState(['kindPage']);
  const query = useSuppressed(id, kind, Number(values.kindPage || 1));
  return (
    <PagedTable<Suppressed>
      query={query} rowKey={(one) => `${one.contact_id}-${one.source}`} label={say('suppressed')} minWidth={380} onPage={(page) => set({ kindPage: page })} empty={null}
      columns={[
        { title: say('field.company'), render: (_, one) => one.company || one.person || '—' },
        { title: say('reason'), render: (_, one) => <>{one.reason} <span className="cw-quiet">{one.source}</span></> },
        { title: say('until'), width: 110, render: (_, one) => one.until?.slice(0, 10) ?? say('forGood') },
      ]}
    />
  );
}

function Fit({ screening }: { screening: Screening }) {
  const say = useWords(words);
  if (!screening.campaign) return <p className="cw-quiet">{say('fit.noCampaign')}</p>;
  if (screening.judged === 0) return <p className="cw-quiet">{say('fit.unknown')}</p>;
  const most = Math.max(...screening.bands.map((band) => band.count), 1);
  return (
    <div className="cw-stack">
      <Figures>
        <FigureWithDefinition label={say('fit.average')} value={percent(screening.average, 0)} definition="fit" testid="fit-average" />
        <FigureWithDefinition label={say('fit.judged')} value={count(screening.judged)} definition="fitJudged" hint={say('fit.unknownCount', { n: count(screening.unknown) })} />
      </Figures>
      <ul className="cw-bars" aria-label={say('fit.bands')}>
        {screening.bands.map((band, place) => {
          const next = screening.bands[place + 1];
          return <li key={band.low}><span>{next ? `${percent(band.low, 0)} – ${percent(next.low, 0)}` : percent(band.low, 0)}</span><span className="cw-bars-track" aria-hidden><span style={{ width: `${(band.count / most) * 100}%` }} /></span><span className="cw-number">{count(band.count)}</span></li>;
        })}
      </ul>
      <Table
        size="small" rowKey="criterion" pagination={false} dataSource={screening.criteria} aria-label={say('fit.criteria')}
        columns={[
          { title: say('fit.criterion'), render: (_, one) => <>{pick(one)} <span className="cw-quiet">{one.words.join('、')}</span></> },
          { title: say('fit.holds'), dataIndex: 'holds', align: 'right', width: 80, render: (n: number) => count(n) },
          { title: say('fit.fails'), dataIndex: 'fails', align: 'right', width: 80, render: (n: number) => count(n) },
          { title: say('fit.notKnown'), dataIndex: 'unknown', align: 'right', width: 80, render: (n: number) => count(n) },
        ]}
      />
    </div>
  );
}
