import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';

/** An act that changes something; afterwards what begins with `renews` is asked anew, without it everything on the page. */
export function useAct<Input, Output>(act: (input: Input) => Promise<Output>, renews?: QueryKey) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: act, onSuccess: () => queries.invalidateQueries(renews && { queryKey: renews }) });
}
