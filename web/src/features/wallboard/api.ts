import { useMutation, useQuery } from '@tanstack/react-query';
import { askWallboard, listen, stopListening } from '@/client/wallboard';

export type { Alarm, BoardCampaign, BoardLine, BoardPerson, Wallboard } from '@/client/wallboard';

const SAFETY = 5_000;

/** Pushes renew it; every five seconds it is asked for anyway, as times on it run. */
export const useWallboard = () => useQuery({ queryKey: ['wallboard'], queryFn: askWallboard, refetchInterval: SAFETY, refetchIntervalInBackground: true });
export const useListen = () => useMutation({ mutationFn: ({ person, whisper }: { person: string; whisper: boolean }) => listen(person, whisper) });
export const useStopListening = () => useMutation({ mutationFn: stopListening });
