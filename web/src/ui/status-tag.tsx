import { CheckCircleOutlined, ClockCircleOutlined, CloseCircleOutlined, ExclamationCircleOutlined, MinusCircleOutlined, SyncOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';

export type Tone = 'good' | 'bad' | 'warning' | 'busy' | 'waiting' | 'quiet';

const icons: Record<Tone, ReactNode> = {
  good: <CheckCircleOutlined aria-hidden />,
  bad: <CloseCircleOutlined aria-hidden />,
  warning: <ExclamationCircleOutlined aria-hidden />,
  busy: <SyncOutlined aria-hidden />,
  waiting: <ClockCircleOutlined aria-hidden />,
  quiet: <MinusCircleOutlined aria-hidden />,
};

/** A state as word, icon and colour together; never colour alone. */
export function StatusTag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={`cw-tag cw-tag-${tone}`}>{icons[tone]}<span>{children}</span></span>;
}
