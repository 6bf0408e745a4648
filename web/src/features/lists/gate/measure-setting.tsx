import { Button, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { when } from '@/lib/dates';
import { useMay } from '@/client/session';
import { useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { ProblemAlert } from '@/ui/problem-alert';
import { type Measure, useMeasure, useSetMeasure } from '../api';
import { words } from '../words';

/** Which figure the gate looks at; owners may change it for the whole company, with a reason that is kept. */
export function MeasureSetting() {
  const say = useWords(words);
  const may = useMay();
  const [open, setOpen] = useState(false);
  const query = useMeasure();
  if (!query.data) return null;
  const last = query.data.history[0];
  return (
    <p className="cw-quiet" data-testid="measure">
      {say('measure', { figure: say.code('measure', query.data.measure) })}<DefinitionMark of="gateMeasure" figure={say('measure.title')} />
      {last && <> {say('measure.last', { by: last.set_by, at: when(last.set_at), reason: last.reason })}</>}
      {may('lists.override') && <> <Button size="small" onClick={() => setOpen(true)} data-testid="measure-change">{say('measure.change')}</Button></>}
      {open && <MeasureDialog now={query.data.measure as Measure} onClose={() => setOpen(false)} />}
    </p>
  );
}

function MeasureDialog({ now, onClose }: { now: Measure; onClose: () => void }) {
  const say = useWords(words);
  const [measure, setMeasure] = useState<Measure>(now);
  const [reason, setReason] = useState('');
  const change = useSetMeasure();
  return (
    <Modal
      open title={say('measure.title')} onCancel={onClose} okText={say('measure.save')} cancelText={say('cancel')} confirmLoading={change.isPending}
      okButtonProps={{ disabled: measure === now || reason.trim().length < 4 }} onOk={() => change.mutate({ measure, reason: reason.trim() }, { onSuccess: onClose })}
    >
      <div className="cw-stack">
        <Radio.Group value={measure} onChange={(event) => setMeasure(event.target.value as Measure)} vertical options={(['lower_bound', 'point'] as const).map((value) => ({ value, label: say(`measure.${value}.long`) }))} />
        <Input.TextArea rows={3} value={reason} onChange={(event) => setReason(event.target.value)} aria-label={say('override.reason')} placeholder={say('override.reason')} />
        <ProblemAlert problem={change.error} />
      </div>
    </Modal>
  );
}
