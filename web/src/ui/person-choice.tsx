import { Select } from 'antd';
import { usePeopleInScope } from '@/client/people';
import { useClear } from './use-clear';

/** Somebody in the viewer's scope who calls; whoever sees only themselves has nothing to choose. */
export function PersonChoice({ value, onChange, label, placeholder }: { value: string; onChange: (person: string) => void; label: string; placeholder: string }) {
  const clear = useClear();
  const people = (usePeopleInScope().data?.items ?? []).filter((person) => person.role === 'agent' || person.role === 'team_lead');
  if (people.length < 2) return null;
  return (
    <Select
      allowClear={clear} showSearch={{ optionFilterProp: 'label' }} style={{ width: 200 }} aria-label={label} placeholder={placeholder} value={value || undefined}
      onChange={(person?: string) => onChange(person ?? '')} options={people.map((person) => ({ value: person.id, label: `${person.name} ${person.employee_number}` }))} data-testid="person"
    />
  );
}
