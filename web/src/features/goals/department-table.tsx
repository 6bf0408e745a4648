import { Table } from 'antd';
import { percent } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { Money } from '@/ui/money';
import { type Reason, ReasonTree } from '@/ui/reason-tree';
import { StatusTag } from '@/ui/status-tag';
import type { Department } from './api';
import { words } from './words';

/** Departments against their target: below the gate nobody of the department gets an individual bonus this month. */
export function DepartmentTable({ departments }: { departments: Department[] }) {
  const say = useWords(words);
  return (
    <Table<Department>
      size="small" rowKey="department_id" pagination={false} dataSource={departments} aria-label={say('departments')} scroll={{ x: 640 }}
      expandable={{ expandedRowRender: (one) => <ReasonTree reason={one.explanation as unknown as Reason} /> }}
      columns={[
        { title: say('department'), dataIndex: 'department' },
        { title: say('revenue'), align: 'right', render: (_, one) => <Money amount={one.revenue} /> },
        { title: say('target'), align: 'right', render: (_, one) => <Money amount={one.target} /> },
        { title: <>{say('gate')}<DefinitionMark of="gate" figure={say('gate')} /></>, align: 'right', render: (_, one) => percent(one.completion, 2) },
        { title: say('bonus'), render: (_, one) => <StatusTag tone={one.passes ? 'good' : 'bad'}>{say(one.passes ? 'bonus.yes' : 'bonus.no')}</StatusTag> },
      ]}
    />
  );
}
