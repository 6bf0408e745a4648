import { Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { Link } from 'react-router';
import { useMe } from '@/client/session';
import { day as today } from '@/lib/dates';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { EmptyState } from '@/ui/empty-state';
import { Ladder } from '@/ui/ladder';
import { Loaded } from '@/ui/loaded';
import { Only } from '@/ui/only';
import { Page, Section } from '@/ui/page';
import { PersonChoice } from '@/ui/person-choice';
import { type MyNumbers as Numbers, useMyNumbers } from './api';
import { OwnGrowth } from './own-growth';
import { OddsPanel } from './odds-panel';
import { TimeCard } from './time-card';
import { words } from './words';

export default function MyNumbers() {
  return <Only permission="coaching.read"><Mirror /></Only>;
}

function Mirror() {
  const say = useWords(words);
  const { data: me } = useMe();
  const { values, set } = useUrlState(['day', 'person']);
  const day = values.day || today();
  const enabled = Boolean(values.person || me?.person_id);
  const query = useMyNumbers(values.day, values.person, enabled);
  return (
    <Page
      title={values.person && query.data ? say('of', { name: query.data.name }) : say('title')} lead={say('lead')}
      actions={<>
        <PersonChoice label={say('person')} placeholder={say('person')} value={values.person} onChange={(person) => set({ person })} />
        <DatePicker allowClear={false} aria-label={say('day')} value={dayjs(query.data?.day ?? day)} onChange={(chosen) => { if (chosen) set({ day: chosen.format('YYYY-MM-DD') }); }} />
      </>}
    >
      {enabled ? <><Loaded query={query} rows={10}>{(numbers) => <Board numbers={numbers} />}</Loaded><OwnGrowth person={values.person} day={values.day} own={!values.person || values.person === me?.person_id} /></> : <EmptyState title={say('noPerson.title')} text={say('noPerson.text')} />}
    </Page>
  );
}

function Board({ numbers }: { numbers: Numbers }) {
  const say = useWords(words);
  const idle = numbers.ladder.every((step) => step.count === 0) && !numbers.time;
  if (idle && numbers.panels.every((panel) => panel.dials === 0)) return <EmptyState title={say('empty.title')} text={say('empty.text')} />;
  return (
    <>
      <Section title={say('ladder')} testid="ladder" extra={<Link to={`/calls?day=${numbers.day}&person=${numbers.person_id}`}><Button size="small" tabIndex={-1}>{say('seeCalls')}</Button></Link>}>
        <Ladder steps={numbers.ladder} />
      </Section>
      <div className="cw-columns">
        <Section title={say('time')} testid="time"><TimeCard numbers={numbers} /></Section>
        <Section title={say('panel')} testid="odds"><OddsPanel panels={numbers.panels} /></Section>
      </div>
    </>
  );
}
