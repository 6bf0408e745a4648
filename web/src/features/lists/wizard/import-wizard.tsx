import { Button, Form, Steps } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '@/lib/words';
import { Waiting } from '@/ui/loaded';
import { Only } from '@/ui/only';
import { Page, Section } from '@/ui/page';
import { ProblemAlert } from '@/ui/problem-alert';
import { sendList, useSources } from '../api';
import { words } from '../words';
import { type Basics, BasicFields } from './basic-fields';
import { ChosenFiles } from './chosen-files';
import { ColumnTable } from './column-table';
import { type Choice, type Layout, layoutsOf, mappingOf, missing, rememberedFor, sniffed, type Understood } from './layouts';
import { type Sheets, usePreview } from './preview-api';

/** Files, what their columns mean, where they come from; cleaning and its report have the batch's own page. */
export default function ImportWizard() {
  const say = useWords(words);
  return <Only permission="lists.write"><Page title={say('wizard.title')} lead={say('wizard.accept')}><Wizard /></Page></Only>;
}

function Wizard() {
  const say = useWords(words);
  const go = useNavigate();
  const [form] = Form.useForm<Basics>();
  const source = Form.useWatch('source', form);
  const sources = useSources();
  const preview = usePreview();
  const [files, setFiles] = useState<File[]>([]);
  const [sheets, setSheets] = useState<Sheets>({});
  const [corrected, setCorrected] = useState<Record<string, Choice>>({});
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);

  const look = (next: File[], chosen: Sheets) => {
    setFiles(next);
    setSheets(chosen);
    if (next.length > 0) preview.mutate({ files: next, sheets: chosen });
    else preview.reset();
  };
  const layouts = layoutsOf(preview.data ?? []);
  const stored = sources.data?.find((one) => one.name === source?.trim())?.mapping;
  const understood = Object.fromEntries(layouts.map((layout) => [layout.key, understand(layout, corrected[layout.key], stored)]));
  const usable = layouts.some((layout) => missing(understood[layout.key]?.choice ?? {}).length === 0);
  const start = async (basics: Basics) => {
    setSending(true);
    setProblem(null);
    try {
      const sent = await sendList(files, { ...basics, mapping: mappingOf(layouts, understood, sheets) });
      await go(`/lists/${sent.batch_id}${sent.already_imported ? '?already=1' : sent.job_id ? `?job=${sent.job_id}` : ''}`);
    } catch (thrown) {
      setProblem(thrown);
      setSending(false);
    }
  };
  const step = sending ? 3 : preview.data ? (source ? 2 : 1) : 0;
  return (
    <>
      <Steps size="small" current={step} responsive items={(['wizard.upload', 'wizard.check', 'wizard.from', 'wizard.clean'] as const).map((key) => ({ title: say(key) }))} />
      <Section title={say('wizard.upload')} testid="wizard-files">
        <ChosenFiles files={files} previews={preview.data ?? []} sheets={sheets} disabled={sending} onFiles={(next) => look(next, sheets)} onSheets={(next) => look(files, next)} />
        {preview.isPending && <Waiting rows={3} />}
        <ProblemAlert problem={preview.error} onRetry={() => preview.mutate({ files, sheets })} />
      </Section>
      {layouts.map((layout) => (
        <ColumnTable
          key={layout.key} layout={layout} several={layouts.length > 1} understood={understood[layout.key] ?? { choice: {}, origin: 'sniffed' }} disabled={sending}
          onChoice={(choice) => setCorrected({ ...corrected, [layout.key]: choice })} onReset={() => setCorrected(without(corrected, layout.key))}
        />
      ))}
      <Section title={say('wizard.from')} testid="wizard-source">
        <Form<Basics> form={form} layout="vertical" onFinish={(basics) => void start(basics)} disabled={sending} requiredMark={false}>
          <BasicFields />
          <div className="cw-stack">
            {preview.data && !usable && <p className="cw-bad" role="status">{say('wizard.nothingUsable')}</p>}
            <ProblemAlert problem={problem} />
            <div><Button type="primary" htmlType="submit" loading={sending} disabled={files.length === 0 || preview.isPending || !usable} data-testid="list-start">{say('wizard.start')}</Button></div>
          </div>
        </Form>
      </Section>
    </>
  );
}

/** Corrected by the person, else remembered for the source, else as recognised by headers and cells. */
function understand(layout: Layout, own: Choice | undefined, stored: { [key: string]: unknown } | undefined): Understood {
  if (own) return { choice: own, origin: 'corrected' };
  const known = rememberedFor(layout.header, stored);
  return known ? { choice: known, origin: 'remembered' } : { choice: sniffed(layout.files[0]?.columns ?? []), origin: 'sniffed' };
}

const without = <T,>(all: Record<string, T>, key: string): Record<string, T> => Object.fromEntries(Object.entries(all).filter(([one]) => one !== key));
