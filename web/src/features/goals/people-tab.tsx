import type { TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { codes } from '@/ui/codes-words';
import { EmptyState } from '@/ui/empty-state';
import { Section } from '@/ui/page';
import { PagedTable } from '@/ui/paged-table';
import { type Person, usePeople } from './api';
import { words } from './words';

export function PeopleTab({ importButton }: { importButton: ReactNode }) {
  const say = useWords(words);
  const name = useWords(codes);
  const { page, size, set } = useUrlState(['tab']);
  const query = usePeople(page, size);
  const columns: TableColumnsType<Person> = [
    { title: say('name'), fixed: 'left', width: 120, render: (_, person) => <>{person.name}{person.left_on && <span className="cw-quiet"> ({say('left')})</span>}</> },
    { title: say('number'), dataIndex: 'employee_number', width: 110 },
    { title: say('department'), dataIndex: 'department', width: 140 },
    { title: say('team'), dataIndex: 'team', width: 120 },
    { title: say('role'), width: 110, render: (_, person) => name.code('role', person.role) },
    { title: say('grade'), width: 100, render: (_, person) => name.code('grade', person.grade) },
    { title: say('market'), width: 160, render: (_, person) => person.market ? `${person.market} · ${name.code('market', person.market_type)}` : name.code('market', person.market_type) },
    { title: say('hired'), width: 120, render: (_, person) => <span className="cw-number">{person.hired_on}</span> },
  ];
  return (
    <Section testid="people">
      <PagedTable<Person>
        query={query} columns={columns} rowKey={(person) => person.id} label={say('tab.people')} minWidth={980} onPage={(to, rows) => set({ page: to, size: rows })}
        empty={<EmptyState title={say('people.empty.title')} text={say('people.empty.text')}>{importButton}</EmptyState>}
      />
    </Section>
  );
}
