import { Link } from 'react-router';
import { useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { EmptyState } from '@/ui/empty-state';
import { Loaded } from '@/ui/loaded';
import { Section } from '@/ui/page';
import { StatusTag } from '@/ui/status-tag';
import { useMeaning, useNewcomers } from './growth-api';
import { words } from './growth-words';
import { WeekTable } from './week-table';

/** Everybody in the newcomer programme, the newest first, week by week beside what is expected. */
export function NewcomersTab() {
  const say = useWords(words);
  const ramp = useMeaning()('ramp');
  const query = useNewcomers();
  return (
    <Loaded query={query}>
      {(found) => found.total === 0 ? <Section><EmptyState title={say('newcomers.empty.title')} text={say('newcomers.empty.text')} /></Section> : (
        <div className="cw-page">
          {found.items.map((one) => (
            <Section
              key={one.person_id} testid="newcomer"
              title={<><Link to={`/my-numbers?person=${one.person_id}`}>{one.name}</Link> {ramp && <DefinitionMark of={ramp} figure={say('programme')} />}</>}
              extra={<><span className="cw-quiet">{say('hired')} {one.hired_on}</span><span>{say('week.of', { n: one.week, all: one.weeks_total })}</span>{one.behaviour_only && <StatusTag tone="waiting">{say('behaviour')}</StatusTag>}</>}
            >
              <WeekTable weeks={one.weeks} numbered label={one.name} />
            </Section>
          ))}
        </div>
      )}
    </Loaded>
  );
}
