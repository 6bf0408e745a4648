/** Who is signed in and what they may do; the server checks again on every request. */
import { useQuery } from '@tanstack/react-query';
import { get } from './http';

export interface Me {
  account_id: string;
  login: string;
  name: string;
  roles: string[];
  permissions: string[];
  person_id: string | null;
  language: string;
  company?: string | null;
  timezone?: string | null;
  currency?: string | null;
}

export const meKey = ['me'] as const;

export function useMe() {
  return useQuery({ queryKey: meKey, queryFn: () => get<Me>('/api/me'), staleTime: 60_000, retry: false });
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
