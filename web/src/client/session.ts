/** Who is signed in and what they may do; the server checks again on every request. */
import { useQuery } from '@tanstack/react-query';
import { answer, api, keepCsrf } from './http';
import type { components } from './schema';

export type Me = components['schemas']['Me'];

export const meKey = ['me'] as const;

async function whoAmI(): Promise<Me> {
  const me = await answer(api.GET('/api/me'));
  keepCsrf(me.csrf_token);
  return me;
}

export function useMe() {
  return useQuery({ queryKey: meKey, queryFn: whoAmI, staleTime: 5 * 60_000, retry: false });
}

/** `may('pay.close')`: false while nobody is signed in. */
export function useMay(): (permission: string) => boolean {
  const { data } = useMe();
  return (permission) => allows(data, permission);
}

/** The owner's "*" includes every permission. */
export function allows(me: Me | undefined, permission: string): boolean {
  return me !== undefined && (me.permissions.includes('*') || me.permissions.includes(permission));
}
