import { useMay } from '@/client/session';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { Only } from '@/ui/only';
import { Page } from '@/ui/page';
import { Parts } from '@/ui/parts';
import { BoardView } from './board';
import { CyclesTab } from './cycles-tab';
import { GradesTab } from './grades-tab';
import { ProjectView } from './project';
import { ProjectsTab } from './projects-tab';
import { SettingsTab } from './settings-tab';
import { words } from './words';

/** The appraisal from the plan to the grade: projects, cycles, grades. */
export default function Appraisal() {
  const say = useWords(words);
  const may = useMay();
  const { values, set } = useUrlState(['tab', 'project', 'cycle'], { tab: 'cycles' });
  const turn = (tab: string) => set({ tab, project: null, cycle: null });
  const project = values.project
    ? <ProjectView id={values.project} onBack={() => set({ project: null })} />
    : <ProjectsTab onOpen={(id) => set({ project: id })} />;
  const cycle = values.cycle ? <BoardView id={values.cycle} onBack={() => set({ cycle: null })} /> : <CyclesTab onOpen={(id) => set({ cycle: id })} />;
  return (
    <Only permission="scores.read">
      <Page title={say('title')} lead={say('lead')}>
        <Parts
          label={say('title')} active={values.tab} onChange={turn}
          items={[
            ...(may('projects.read') ? [{ key: 'project', label: say('tab.project'), children: project }] : []),
            { key: 'cycles', label: say('tab.cycles'), children: cycle },
            { key: 'grades', label: say('tab.grades'), children: <GradesTab /> },
            ...(may('scores.close') || may('scores.settings') ? [{ key: 'settings', label: say('tab.settings'), children: <SettingsTab /> }] : []),
          ]}
        />
      </Page>
    </Only>
  );
}
