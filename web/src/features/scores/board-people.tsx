import { Button, Form, Input, Modal, Table } from 'antd';
import { useState } from 'react';
import { points } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { ProblemAlert } from '@/ui/problem-alert';
import { type Board, type BoardPerson, useReview, useSelfView } from './api';
import { TextDialog } from './text-dialog';
import { words } from './words';

type Dialog = { person: BoardPerson; what: 'view' | 'review' } | null;

/** Whom the cycle appraises, within the reader's scope: score so far, own view, review. */
export function BoardPeople({ board }: { board: Board }) {
  const say = useWords(words);
  const [dialog, setDialog] = useState<Dialog>(null);
  const view = useSelfView(board.cycle.id);
  const inView = board.cycle.state === 'self_view';
  const inReview = board.cycle.state === 'review';
  return (
    <>
      <Table<BoardPerson>
        size="small" rowKey="person_id" dataSource={board.people} aria-label={say('people')} scroll={{ x: 860 }} pagination={{ pageSize: 50, hideOnSinglePage: true }}
        columns={[
          { title: say('name'), dataIndex: 'name', width: 90 },
          { title: say('number'), dataIndex: 'employee_number', width: 110 },
          { title: say('department'), dataIndex: 'department', width: 120 },
          { title: <>{say('score')}<DefinitionMark of="scoreSoFar" figure={say('score')} /></>, align: 'right', width: 110, render: (_, one) => points(one.score) },
          { title: say('selfView'), render: (_, one) => one.self_view ?? <span className="cw-quiet">—</span> },
          { title: say('review'), render: (_, one) => (one.review ? <>{one.review} <span className="cw-quiet">{one.next_steps} {one.reviewed_by}</span></> : <span className="cw-quiet">—</span>) },
          {
            title: '', width: 150, render: (_, one) => (
              <>
                {inView && one.me && <Button size="small" type="primary" onClick={() => setDialog({ person: one, what: 'view' })} data-testid="write-self-view">{say('selfView.write')}</Button>}
                {inReview && board.may_review && !one.me && <Button size="small" type="primary" onClick={() => setDialog({ person: one, what: 'review' })} data-testid={`review-${one.employee_number}`}>{say('review.write')}</Button>}
              </>
            ),
          },
        ]}
      />
      {dialog?.what === 'view' && <TextDialog open title={say('selfView.write')} label={say('selfView.text')} initial={dialog.person.self_view ?? ''} busy={view.isPending} problem={view.error} onCancel={() => setDialog(null)} onText={(text) => view.mutate(text, { onSuccess: () => setDialog(null) })} />}
      {dialog?.what === 'review' && <ReviewDialog board={board} person={dialog.person} onClose={() => setDialog(null)} />}
    </>
  );
}

interface Fields { text: string; next_steps: string }

function ReviewDialog({ board, person, onClose }: { board: Board; person: BoardPerson; onClose: () => void }) {
  const say = useWords(words);
  const [form] = Form.useForm<Fields>();
  const review = useReview(board.cycle.id);
  const go = (fields: Fields) => review.mutate({ person_id: person.person_id, ...fields }, { onSuccess: onClose });
  return (
    <Modal open title={`${say('review.write')} · ${person.name}`} onCancel={onClose} onOk={() => form.submit()} okText={say('save')} cancelText={say('cancel')} confirmLoading={review.isPending}>
      <Form<Fields> form={form} layout="vertical" requiredMark={false} onFinish={go} initialValues={{ text: person.review ?? '', next_steps: person.next_steps ?? '' }}>
        {person.self_view && <p className="cw-quiet">{say('selfView')}: {person.self_view}</p>}
        <Form.Item name="text" label={say('review.text')} rules={[{ required: true, min: 2, message: say('draft.need') }]}><Input.TextArea rows={4} /></Form.Item>
        <Form.Item name="next_steps" label={say('review.next')}><Input.TextArea rows={2} /></Form.Item>
        <ProblemAlert problem={review.error} />
      </Form>
    </Modal>
  );
}
