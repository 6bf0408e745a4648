import { Typography } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { useReachableScrolls } from './use-reachable-scrolls';

/** The frame of a page: its name, one line of what it is for, and the main acts. */
export function Page({ title, lead, actions, children }: { title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  const box = useReachableScrolls<HTMLDivElement>();
  useEffect(() => { document.title = `${title} · Callwright`; }, [title]);
  return (
    <div ref={box} className="cw-page">
      <header className="cw-page-head">
        <div>
          <Typography.Title level={1}>{title}</Typography.Title>
          {lead && <p className="cw-quiet">{lead}</p>}
        </div>
        {actions && <div className="cw-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

export function Section({ title, extra, children, testid }: { title?: ReactNode; extra?: ReactNode; children: ReactNode; testid?: string }) {
  return (
    <section className="cw-section" data-testid={testid}>
      {(title || extra) && <div className="cw-section-head"><h2>{title}</h2>{extra && <div className="cw-actions">{extra}</div>}</div>}
      {children}
    </section>
  );
}
