import { useSyncExternalStore } from 'react';
import { claimPhone, releasePhone, reportPhone } from '@/client/desk';
import { asProblem } from '@/lib/problem';
import { browserId, keepOn, makePhone, wasOn } from '@/phone/browser-phone';
import { PhoneElsewhere, type PhoneServer } from '@/phone/ports';

/** Another browser has the phone: the server says so with 409, whatever it was asked. */
function elsewhere(thrown: unknown): never {
  throw asProblem(thrown).status === 409 ? new PhoneElsewhere() : thrown;
}

const server: PhoneServer = {
  async claim(takeOver) {
    const given = await claimPhone(browserId(), takeOver).catch(elsewhere);
    return { uri: given.uri, password: given.password, websocketUrl: given.websocket_url, iceServers: given.ice_servers.map((urls) => ({ urls })), expiresAt: given.expires_at };
  },
  async report(says) {
    await reportPhone({
      browser_id: browserId(), registered: says.registered, microphone: says.microphone,
      packets_lost: says.packetsLost, jitter_ms: says.jitterMs, round_trip_ms: says.roundTripMs,
    }).catch(elsewhere);
  },
  release: async () => { await releasePhone(browserId()); },
};

/** The phone of this tab: made once, beside all pages. */
export const phone = makePhone(server);

export const usePhone = () => useSyncExternalStore(phone.subscribe, phone.state);

export function turnOn(): void {
  keepOn(true);
  phone.start();
}

export function turnOff(): void {
  keepOn(false);
  phone.stop();
}

/** After a reload the phone comes back without a click, so that a customer who waits is not kept waiting. */
export function comeBack(): void {
  if (wasOn()) phone.start();
}
