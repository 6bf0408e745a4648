import { useMutation, useQueryClient } from '@tanstack/react-query';
import { post } from '@/client/http';

export interface Credentials { login: string; password: string }
export interface FirstOwner extends Credentials { token: string; name: string }

export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({ mutationFn: (who: Credentials) => post('/api/sign-in', who), onSuccess: () => queries.clear() });
}

export function useFirstOwner() {
  const queries = useQueryClient();
  return useMutation({ mutationFn: (who: FirstOwner) => post('/api/first-owner', who), onSuccess: () => queries.clear() });
}

/** Leaves nothing of the last person behind: the page is loaded anew. */
export function useSignOut() {
  return useMutation({ mutationFn: () => post('/api/sign-out'), onSettled: () => window.location.assign('/sign-in') });
}
