import { Table } from 'antd';
import { count } from '@/lib/figures';
import { bilingual, pick, useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { useQuantity } from '@/ui/quantity';
import type { Target } from './api';
import { words } from './words';

export function TargetTable({ targets }: { targets: Target[] }) {
  const say = useWords(words);
  const write = useQuantity();
  return (
    <Table<Target>
      size="small" rowKey="indicator" pagination={false} dataSource={targets} aria-label={say('indicators')}
      columns={[
        { title: say('indicator'), render: (_, one) => pick(bilingual(one.title)) },
        { title: <>{say('weight')}<DefinitionMark of="weight" figure={say('weight')} /></>, align: 'right', render: (_, one) => count(one.weight, 2) },
        { title: <>{say('target')}<DefinitionMark of="target" figure={say('target')} /></>, align: 'right', render: (_, one) => write(one.target, one.unit) },
      ]}
    />
  );
}
