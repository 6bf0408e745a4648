import { useMay } from '@/client/session';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { Only } from '@/ui/only';
import { Page, Section } from '@/ui/page';
import { Parts } from '@/ui/parts';
import { CareTab } from './care-tab';
import { ExamplesTab } from './examples-tab';
import { words } from './growth-words';
import { LibraryTab } from './library-tab';
import { NewcomersTab } from './newcomers-tab';
import { PracticeTable } from './practice';
import { StayingTab } from './staying-tab';
import { TasksTab } from './tasks-tab';

export default function Growth() {
  const say = useWords(words);
  const may = useMay();
  const { values, set } = useUrlState(['tab']);
  const leads = may('coaching.write');
  const items = [
    ...(leads ? [{ key: 'newcomers', label: say('tab.newcomers'), children: <NewcomersTab /> }, { key: 'care', label: say('tab.care'), children: <CareTab /> }] : []),
    ...(may('coaching.read') ? [{ key: 'tasks', label: say('tab.tasks'), children: <TasksTab may={leads} /> }] : []),
    ...(leads ? [{ key: 'practice', label: say('tab.practice'), children: <Section testid="team-practice"><PracticeTable person="" own={false} /></Section> }] : []),
    { key: 'library', label: say('tab.library'), children: <LibraryTab /> },
    { key: 'examples', label: say('tab.examples'), children: <ExamplesTab /> },
    ...(may('coaching.survival') ? [{ key: 'staying', label: say('tab.staying'), children: <StayingTab /> }] : []),
  ];
  return (
    <Only permission="library.read">
      <Page title={say('title')} lead={say('lead')}><Parts active={values.tab} onChange={(tab) => set({ tab })} items={items} label={say('title')} /></Page>
    </Only>
  );
}
