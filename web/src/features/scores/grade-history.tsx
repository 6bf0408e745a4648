import { Modal, Table } from 'antd';
import { useWords } from '@/lib/words';
import { codes } from '@/ui/codes-words';
import { Loaded } from '@/ui/loaded';
import { useHistory } from './api';
import { words } from './words';

/** Every grade of a person from its day on, with the reason that was written down. */
export function GradeHistory({ person, onClose }: { person: string; onClose: () => void }) {
  const say = useWords(words);
  const name = useWords(codes);
  const query = useHistory(person);
  return (
    <Modal open title={say('history.title', { name: query.data?.name ?? '' })} onCancel={onClose} footer={null} width={640}>
      <Loaded query={query}>
        {(found) => (
          <Table
            size="small" rowKey={(one) => `${one.effective_on}${one.grade}`} pagination={false} dataSource={found.grades} aria-label={say('history')}
            columns={[
              { title: say('effective'), dataIndex: 'effective_on', width: 130 },
              { title: say('tab.grades'), width: 110, render: (_, one) => name.code('grade', one.grade) },
              { title: say('reason'), dataIndex: 'reason' },
            ]}
          />
        )}
      </Loaded>
    </Modal>
  );
}
