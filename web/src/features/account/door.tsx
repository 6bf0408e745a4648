import { Alert } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { useWords } from '@/lib/words';
import { LanguageSwitch } from '@/ui/language-switch';
import { words } from './words';

/** The card in the middle that stands before the house. */
export function Door({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  const say = useWords(words);
  useEffect(() => { document.title = `${title} · Callwright`; }, [title]);
  return (
    <main className="cw-door">
      <div className="cw-door-card">
        <div className="cw-door-top">
          <div className="cw-brand"><img src="/callwright.svg" alt="" /><span>{say('brand')}</span></div>
          <LanguageSwitch />
        </div>
        <h1>{title}</h1>
        <p className="cw-quiet">{lead}</p>
        {!window.isSecureContext && <Alert type="warning" showIcon title={say('plainHttp')} />}
        {children}
      </div>
    </main>
  );
}
