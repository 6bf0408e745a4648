/** Rights of the rooms where calls happen, in one place; the server asks for the same. */
export const rights = { desk: 'calls.dial', wallboard: 'floor.board', listen: 'calls.listen', calling: 'campaigns.read', setCalling: 'calling.write', rules: 'calling.rules' } as const;
