import { InboxOutlined } from '@ant-design/icons';
import { Button, Modal, Upload } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Job } from '@/client/jobs';
import { useWords } from '@/lib/words';
import { type ImportOutcome, ImportReport, isImportOutcome } from './import-report';
import { JobProgress } from './job-progress';
import { ProblemAlert } from './problem-alert';
import { words } from './words';

/** The server either answers with the report at once or with the job that will make it. */
export type ImportAnswer = ImportOutcome | { job_id: string };

interface Props {
  title: string;
  text: ReactNode;
  accept: string;
  multiple?: boolean;
  open: boolean;
  onClose: () => void;
  send: (files: File[]) => Promise<ImportAnswer>;
  onDone: () => void;
  children?: ReactNode;
}

type Step = { at: 'choose' } | { at: 'sending' } | { at: 'job'; id: string } | { at: 'ended'; outcome: ImportOutcome | null };

/** Choose a file → progress → report. Nothing typed or chosen is lost when the server refuses. */
export function FileImport({ title, text, accept, multiple = false, open, onClose, send, onDone, children }: Props) {
  const say = useWords(words);
  const [files, setFiles] = useState<File[]>([]);
  const [step, setStep] = useState<Step>({ at: 'choose' });
  const [problem, setProblem] = useState<unknown>(null);

  const start = async () => {
    setProblem(null);
    setStep({ at: 'sending' });
    try {
      const answer = await send(files);
      if ('job_id' in answer) setStep({ at: 'job', id: answer.job_id });
      else { setStep({ at: 'ended', outcome: answer }); onDone(); }
    } catch (thrown) {
      setProblem(thrown);
      setStep({ at: 'choose' });
    }
  };
  const ended = (job: Job) => {
    if (job.state === 'done') { setStep({ at: 'ended', outcome: isImportOutcome(job.result) ? job.result : null }); onDone(); }
  };
  const again = () => { setFiles([]); setProblem(null); setStep({ at: 'choose' }); };

  return (
    <Modal
      title={title} open={open} onCancel={() => { onClose(); again(); }} width={720} destroyOnHidden
      footer={step.at === 'ended'
        ? [<Button key="more" onClick={again}>{say('import.another')}</Button>, <Button key="close" type="primary" onClick={() => { onClose(); again(); }}>{say('close')}</Button>]
        : [<Button key="go" type="primary" disabled={files.length === 0 || step.at === 'job'} loading={step.at === 'sending'} onClick={() => void start()}>{say('import.start')}</Button>]}
    >
      <div className="cw-stack">
        <div className="cw-quiet">{text}</div>
        <ProblemAlert problem={problem} />
        {(step.at === 'choose' || step.at === 'sending') && (
          <>
            <Upload.Dragger
              accept={accept} multiple={multiple} maxCount={multiple ? 500 : 1} data-testid="file-input"
              fileList={files.map((file, place) => ({ uid: `${place}-${file.name}`, name: file.name, size: file.size }))}
              beforeUpload={(file, all) => { setFiles(multiple ? [...all] : [file]); return false; }}
              onRemove={(gone) => { setFiles(files.filter((file, place) => `${place}-${file.name}` !== gone.uid)); }}
            >
              <p><InboxOutlined className="cw-drop-icon" aria-hidden /></p>
              <p>{say('dropFile')}</p>
            </Upload.Dragger>
            {children}
          </>
        )}
        {step.at === 'job' && <JobProgress id={step.id} onEnd={ended} />}
        {step.at === 'ended' && (step.outcome ? <ImportReport outcome={step.outcome} /> : <p>{say('job.done')}</p>)}
      </div>
    </Modal>
  );
}
