import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useMay } from '@/client/session';
import { month as companyMonth } from '@/lib/dates';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { FileImport } from '@/ui/file-import';
import { Only } from '@/ui/only';
import { Page } from '@/ui/page';
import { Parts } from '@/ui/parts';
import { importGoals, importStaff } from './api';
import { GoalsTab } from './goals-tab';
import { KeyWorkTab } from './key-work-tab';
import { PeopleTab } from './people-tab';
import { words as planWords } from './plan-words';
import { PlanningTab } from './planning-tab';
import { ScoresTab } from './scores-tab';
import { words } from './words';

export default function PeopleAndGoals() {
  const say = useWords(words);
  const plan = useWords(planWords);
  const { values, set } = useUrlState(['tab', 'month'], { tab: 'goals', month: companyMonth() });
  const may = useMay();
  const [open, setOpen] = useState<Kind>(null);
  const importStaffButton = may('staff.write') && <Button onClick={() => setOpen('staff')} data-testid="import-staff">{say('import.staff')}</Button>;
  const importGoalsButton = may('goals.write') && <Button onClick={() => setOpen('goals')} data-testid="import-goals">{say('import.goals')}</Button>;
  const change = (month: string) => set({ month });
  return (
    <Only permission="goals.read">
      <Page title={say('title')} lead={say('lead')} actions={<>{importStaffButton}{importGoalsButton}</>}>
        <Parts
          label={say('title')} active={values.tab} onChange={(tab) => set({ tab })}
          items={[
            { key: 'goals', label: say('tab.goals'), children: <GoalsTab month={values.month} onMonth={change} importButton={importGoalsButton} /> },
            { key: 'plan', label: plan('tab'), children: <PlanningTab month={values.month} onMonth={change} /> },
            { key: 'work', label: plan('tab.keyWork'), children: <KeyWorkTab month={values.month} onMonth={change} /> },
            { key: 'scores', label: say('tab.scores'), children: <ScoresTab month={values.month} onMonth={change} /> },
            { key: 'people', label: say('tab.people'), children: <PeopleTab importButton={importStaffButton} /> },
          ]}
        />
        <Dialogs open={open} setOpen={setOpen} />
      </Page>
    </Only>
  );
}

type Kind = 'staff' | 'goals' | null;

function Dialogs({ open, setOpen }: { open: Kind; setOpen: (kind: Kind) => void }) {
  const say = useWords(words);
  const queries = useQueryClient();
  const refresh = () => void queries.invalidateQueries();
  return (
    <>
      <FileImport title={say('import.staff')} text={say('import.staff.text')} accept=".xlsx,.xls,.csv" open={open === 'staff'} onClose={() => setOpen(null)} send={importStaff} onDone={refresh} />
      <FileImport title={say('import.goals')} text={say('import.goals.text')} accept=".xlsx" open={open === 'goals'} onClose={() => setOpen(null)} send={importGoals} onDone={refresh} />
    </>
  );
}
