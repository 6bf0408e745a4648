import { Link } from 'react-router';
import { when } from '@/lib/dates';
import { count, percent } from '@/lib/figures';
import { pick, useWords } from '@/lib/words';
import { codes } from '@/ui/codes-words';
import { DefinitionMark } from '@/ui/definition-mark';
import { FigureWithDefinition, Figures } from '@/ui/figure';
import { Section } from '@/ui/page';
import { StatusTag } from '@/ui/status-tag';
import type { BoardCampaign } from './api';
import { PacingChart } from './pacing-chart';
import { words } from './words';

/** Each campaign with its figures, and for the predictive ones what the pacer sees, expects and therefore does. */
export function CampaignCards({ campaigns }: { campaigns: BoardCampaign[] }) {
  const say = useWords(words);
  if (campaigns.length === 0) return <Section title={say('campaigns')}><p className="cw-quiet">{say('campaigns.none')}</p></Section>;
  return <>{campaigns.map((campaign) => <CampaignCard key={campaign.code} campaign={campaign} />)}</>;
}

function CampaignCard({ campaign }: { campaign: BoardCampaign }) {
  const say = useWords(words);
  const name = useWords(codes);
  return (
    <Section
      testid={`campaign-${campaign.code}`} title={campaign.name}
      extra={<><StatusTag tone={campaign.state === 'running' ? 'good' : 'quiet'}>{say.code('state', campaign.state)}</StatusTag><span className="cw-quiet">{name.code('mode', campaign.mode)}</span></>}
    >
      <CampaignFigures campaign={campaign} />
      {campaign.pacing && <Why campaign={campaign} pacing={campaign.pacing} />}
    </Section>
  );
}

/** `bare` = for the big screen, without marks and links. */
export function CampaignFigures({ campaign, bare = false }: { campaign: BoardCampaign; bare?: boolean }) {
  const say = useWords(words);
  const { abandoned } = campaign;
  const over = abandoned.share !== null && Number(abandoned.share) > Number(abandoned.budget);
  const window = useWindow(abandoned.window);
  const of = <K extends string>(definition: K) => (bare ? {} : { definition });
  return (
    <Figures>
      <FigureWithDefinition label={say('dials')} value={count(campaign.dials_today)} {...of('dials' as const)} />
      <FigureWithDefinition label={say('connected')} value={count(campaign.connected_today)} {...of('connected' as const)} hint={percent(campaign.dials_today ? campaign.connected_today / campaign.dials_today : null)} />
      <FigureWithDefinition
        label={say('abandoned')} value={percent(abandoned.share, 2)} tone={over ? 'bad' : 'plain'} {...of('abandoned' as const)} testid="abandoned"
        hint={say('abandoned.of', { count: count(abandoned.count), answered: count(abandoned.answered), budget: percent(abandoned.budget, 1), window })}
      />
      <FigureWithDefinition label={say('waiting')} value={count(campaign.waiting)} tone={campaign.waiting > 0 ? 'bad' : 'plain'} {...of('waitingCalls' as const)} />
      <FigureWithDefinition label={say('ringing')} value={count(campaign.ringing)} {...of('ringingCalls' as const)} />
      <FigureWithDefinition
        label={say('callable')} value={count(campaign.callable_now)} {...of('callableNow' as const)}
        hint={<>{campaign.next_callable_at && <div>{say('callable.next', { at: when(campaign.next_callable_at) })}</div>}{!bare && <Link to={`/calling?tab=why&campaign=${campaign.code}`}>{say('callable.why')}</Link>}</>}
      />
    </Figures>
  );
}

/** "30d" → in 30 days. */
function useWindow(window: string): string {
  const say = useWords(words);
  const [, n, unit] = /^(\d+)([dh])$/.exec(window) ?? [];
  return n ? say(unit === 'd' ? 'window.days' : 'window.hours', { n }) : window;
}

function Why({ campaign, pacing }: { campaign: BoardCampaign; pacing: NonNullable<BoardCampaign['pacing']> }) {
  const say = useWords(words);
  const known = Object.entries(pacing.predicted).filter(([key]) => `predicted.${key}` in words.pairs);
  return (
    <div className="cw-why" data-testid="pacing">
      <h3 className="cw-small-head">{say('pacing')} <DefinitionMark of="pacing" figure={say('pacing')} /></h3>
      <p><b>{say('pacing.ahead', { n: count(pacing.dialing_ahead) })}</b> {pick(pacing.because)}</p>
      {known.length > 0 && <p className="cw-quiet">{known.map(([key, value]) => `${say.code('predicted', key)} ${percent(value)}`).join(' · ')}</p>}
      <PacingChart campaign={campaign} series={pacing.series} />
    </div>
  );
}
