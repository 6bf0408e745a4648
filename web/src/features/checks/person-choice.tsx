import { Select } from 'antd';
import { useWords } from '@/lib/words';
import { useClear } from '@/ui/use-clear';
import { usePeople } from './api';
import { words } from './words';

/** Somebody in the viewer's scope; whoever sees only themselves has nothing to choose. */
export function PersonChoice({ value, onChange }: { value: string; onChange: (person: string) => void }) {
  const say = useWords(words);
  const clear = useClear();
  const people = (usePeople().data?.items ?? []).filter((person) => person.role === 'agent' || person.role === 'team_lead');
  if (people.length < 2) return null;
  return (
    <Select
      allowClear={clear} showSearch={{ optionFilterProp: 'label' }} style={{ width: 200 }} aria-label={say('person')} placeholder={say('everybody')} value={value || undefined}
      onChange={(person?: string) => onChange(person ?? '')} options={people.map((person) => ({ value: person.id, label: `${person.name} ${person.employee_number}` }))} data-testid="person"
    />
  );
}
