import { Button, Checkbox, Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { clock } from '@/lib/figures';
import { pick, useWords } from '@/lib/words';
import { Loaded } from '@/ui/loaded';
import { Section } from '@/ui/page';
import { ProblemAlert } from '@/ui/problem-alert';
import { StatusTag } from '@/ui/status-tag';
import { useMood, useOwnHits, useSayMood, useWeeks } from './growth-api';
import { words } from './growth-words';
import { PracticeSection } from './practice';
import { TaskTable } from './tasks-tab';
import { WeekTable } from './week-table';

/** Below the day: the own weeks, sentences that could be better, tasks, and the mood of the day. */
export function OwnGrowth({ person, day, own }: { person: string; day: string; own: boolean }) {
  const say = useWords(words);
  const weeks = useWeeks(person, day);
  return (
    <>
      {own && <Mood />}
      <PracticeSection person={person} own={own} />
      <Loaded query={weeks}>
        {(found) => (
          <>
            {found.newcomer && (
              <Section title={say('programme')} extra={<><span>{say('week.of', { n: found.newcomer.week, all: found.newcomer.weeks_total })}</span>{found.newcomer.behaviour_only && <StatusTag tone="waiting">{say('behaviour')}</StatusTag>}</>} testid="programme">
                <WeekTable weeks={found.newcomer.weeks} numbered label={say('programme')} />
              </Section>
            )}
            <Section title={say('weeks')} extra={<span className="cw-quiet">{say('weeks.lead')}</span>} testid="weeks">
              {found.weeks.every((week) => week.days === 0) ? <p>{say('weeks.none')}</p> : <WeekTable weeks={found.weeks} numbered={false} label={say('weeks')} />}
            </Section>
          </>
        )}
      </Loaded>
      <Hits person={person} day={day} />
      <Section title={say('tasks.mine')} testid="own-tasks"><TaskTable person={person} may={false} own={own} /></Section>
    </>
  );
}

function Hits({ person, day }: { person: string; day: string }) {
  const say = useWords(words);
  const [size, setSize] = useState(5);
  const query = useOwnHits({ person, day, page: 1, size });
  return (
    <Section title={say('hits')} testid="own-hits">
      <Loaded query={query}>
        {(found) => found.total === 0 ? <p>{say('hits.none')}</p> : (
          <div className="cw-stack">
            <ul className="cw-plain-list">
              {found.items.map((hit) => (
                <li key={hit.id}>
                  <strong>{pick(hit.title)}</strong> <span className="cw-quiet cw-number">{hit.day} · {clock(hit.start)}</span> <Link to={`/calls/${hit.call_id}?at=${Math.floor(hit.start)}`}>{say('hits.listen')}</Link>
                  <div>“{hit.quote}”</div>
                  {hit.better && <div><StatusTag tone="good">{say('hits.better')}</StatusTag> {pick(hit.better)}</div>}
                </li>
              ))}
            </ul>
            {found.total > size && <div><Button size="small" onClick={() => setSize(size + 20)}>… {found.total}</Button></div>}
          </div>
        )}
      </Loaded>
    </Section>
  );
}

function Mood() {
  const say = useWords(words);
  const query = useMood(true);
  const tell = useSayMood();
  const mood = query.data?.mood ?? 0;
  const abused = query.data?.abused ?? false;
  return (
    <Section title={say('mood')} extra={<span className="cw-quiet">{say('mood.private')}</span>} testid="mood">
      <div className="cw-actions">
        <Segmented<number> value={mood} onChange={(to) => tell.mutate({ mood: to, abused })} aria-label={say('mood')} options={([1, 2, 3, 4, 5] as const).map((value) => ({ value, label: say(`mood.${value}`) }))} />
        <Checkbox checked={abused} disabled={mood === 0} onChange={(event) => tell.mutate({ mood, abused: event.target.checked })}>{say('mood.abused')}</Checkbox>
      </div>
      <ProblemAlert problem={tell.error} />
    </Section>
  );
}
