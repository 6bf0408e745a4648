import { App, Button } from 'antd';
import { useState } from 'react';
import { asProblem } from '@/lib/problem';
import { useWords } from '@/lib/words';
import { type BoardPerson, useListen, useStopListening } from './api';
import { words } from './words';

/** Listening to a call of somebody else: asked for every time, said what it means, and logged by the server. */
export function ListenActs({ person }: { person: BoardPerson }) {
  const say = useWords(words);
  const { modal, message } = App.useApp();
  const [now, setNow] = useState<{ call: string; whisper: boolean } | null>(null);
  const listen = useListen();
  const stop = useStopListening();
  const complain = (thrown: unknown) => void message.error(asProblem(thrown).sentence());
  const begin = (whisper: boolean) => void modal.confirm({
    title: say(whisper ? 'whisper.sure' : 'listen.sure', { name: person.person }), content: say(whisper ? 'whisper.text' : 'listen.text'), okText: say('listen.go'), cancelText: say('cancel'),
    onOk: () => listen.mutateAsync({ person: person.person_id, whisper }).then(({ call_id: call }) => setNow({ call, whisper }), complain),
  });
  if (now) {
    return (
      <span className="cw-actions" role="status">
        {say(now.whisper ? 'whispering' : 'listening', { name: person.person })}
        <Button size="small" danger loading={stop.isPending} onClick={() => stop.mutate(now.call, { onSuccess: () => setNow(null), onError: complain })} data-testid="listen-stop">{say('listen.stop')}</Button>
      </span>
    );
  }
  return (
    <span className="cw-actions">
      <Button size="small" onClick={() => begin(false)} aria-label={say('listen.of', { name: person.person })} data-testid="listen">{say('listen')}</Button>
      <Button size="small" onClick={() => begin(true)} aria-label={say('whisper.of', { name: person.person })} data-testid="whisper">{say('whisper')}</Button>
    </span>
  );
}
