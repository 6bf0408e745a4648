import { App, Button, Form, Input, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { useMay, useMe } from '@/client/session';
import { useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { EmptyState } from '@/ui/empty-state';
import { Loaded } from '@/ui/loaded';
import { Section } from '@/ui/page';
import { ProblemAlert } from '@/ui/problem-alert';
import { StatusTag } from '@/ui/status-tag';
import { type Card, type CardKind, useCards, useMeaning, useUseCard, useWriteCard } from './growth-api';
import { words } from './growth-words';

const kinds = ['script', 'objection', 'fact'] as const;

/** Scripts, objection answers and product facts, each with how often it was used and what came of it. */
export function LibraryTab() {
  const say = useWords(words);
  const may = useMay();
  const [kind, setKind] = useState('');
  const [text, setText] = useState('');
  const [size, setSize] = useState(30);
  const [writing, setWriting] = useState<Card | 'new' | null>(null);
  const query = useCards({ kind, words: text, page: 1, size });
  const add = may('library.write') && <Button type="primary" onClick={() => setWriting('new')} data-testid="write-card">{say('card.add')}</Button>;
  return (
    <Section extra={add} testid="library">
      <div className="cw-filters" role="search">
        <Segmented value={kind} onChange={setKind} aria-label={say('card.kind')} options={[{ value: '', label: say('all') }, ...kinds.map((value) => ({ value, label: say(`kind.${value}`) }))]} />
        <Input.Search allowClear placeholder={say('card.search')} aria-label={say('card.search')} onSearch={setText} style={{ width: 240 }} />
      </div>
      <Loaded query={query}>
        {(found) => found.total === 0 ? <EmptyState title={say('card.empty.title')} text={say('card.empty.text')}>{add}</EmptyState> : (
          <div className="cw-stack">
            {found.items.map((card) => <CardView key={card.key} card={card} onEdit={may('library.write') ? () => setWriting(card) : undefined} />)}
            {found.total > size && <div><Button onClick={() => setSize(size + 30)}>… {found.total}</Button></div>}
          </div>
        )}
      </Loaded>
      {writing && <CardDialog card={writing === 'new' ? null : writing} onClose={() => setWriting(null)} />}
    </Section>
  );
}

function CardView({ card, onEdit }: { card: Card; onEdit: (() => void) | undefined }) {
  const say = useWords(words);
  const { data: me } = useMe();
  const meaning = useMeaning()('uses');
  const use = useUseCard();
  return (
    <article className="cw-grade" data-testid="card">
      <div className="cw-actions"><strong>{card.title}</strong><StatusTag tone="quiet">{say(`kind.${card.kind}`)}</StatusTag><span className="cw-quiet">{[card.campaign, card.step, card.product].filter(Boolean).join(' · ')}</span></div>
      <p style={{ whiteSpace: 'pre-line' }}>{card.text}</p>
      <div className="cw-actions">
        <span className="cw-quiet" data-testid="card-uses">{say('card.uses', { n: card.use.uses, people: card.use.people })}{meaning && <DefinitionMark of={meaning} figure={card.title} />}</span>
        {card.use.calls > 0 && <span className="cw-quiet">{say('card.results', { calls: card.use.calls, effective: card.use.effective, interested: card.use.interested, ordered: card.use.ordered })}</span>}
        <span className="cw-quiet">{say('card.version', { n: card.version, by: card.written_by })}</span>
        {me?.person_id && <Button size="small" onClick={() => use.mutate(card.key)} loading={use.isPending} data-testid="use-card">{say('card.use')}</Button>}
        {onEdit && <Button size="small" onClick={onEdit}>{say('card.edit')}</Button>}
      </div>
      <ProblemAlert problem={use.error} />
    </article>
  );
}

interface Fields { kind: CardKind; title: string; text: string }

function CardDialog({ card, onClose }: { card: Card | null; onClose: () => void }) {
  const say = useWords(words);
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const write = useWriteCard();
  const kept = card ? { key: card.key, version: card.version, campaign: card.campaign, step: card.step, product: card.product, retired: false } : { key: null, version: 0, campaign: '', step: '', product: '', retired: false };
  const go = (fields: Fields) => write.mutate({ ...kept, ...fields }, { onSuccess: () => { onClose(); void message.success(say('done')); } });
  return (
    <Modal open title={say(card ? 'card.edit' : 'card.add')} onCancel={onClose} okText={say('save')} cancelText={say('cancel')} confirmLoading={write.isPending} onOk={() => form.submit()}>
      <Form<Fields> form={form} layout="vertical" requiredMark={false} onFinish={go} initialValues={card ?? { kind: 'objection', title: '', text: '' }}>
        <Form.Item name="kind" label={say('card.kind')}><Segmented aria-label={say('card.kind')} options={kinds.map((value) => ({ value, label: say(`kind.${value}`) }))} /></Form.Item>
        <Form.Item name="title" label={say('card.title')} rules={[{ required: true }]}><Input maxLength={200} /></Form.Item>
        <Form.Item name="text" label={say('card.text')} rules={[{ required: true }]}><Input.TextArea rows={5} maxLength={8000} /></Form.Item>
        <ProblemAlert problem={write.error} />
      </Form>
    </Modal>
  );
}
