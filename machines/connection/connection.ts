/**
 * The way to the relay, as one tab sees it.
 *
 *   offline ──start──▶ connecting ──opened──▶ syncing ──synced──▶ live
 *      ▲                   │                     │                 │
 *      ├──── lost ─────────┴─────────────────────┴─────────────────┘
 *      └─ waits, longer each time, with jitter; `online` or `retry` cut it short
 *   connecting ── nothing for too long ──▶ offline
 *   any ── refused ──▶ refused ── retry ──▶ connecting
 *
 * The machine holds no socket: whoever runs it opens one on entering `connecting` and closes it
 * on leaving for `offline` or `refused`.
 */
import { assign, setup } from 'xstate';
import { silent } from '#machines/connection/silent.ts';
import type { Refusal } from '#shared/refusal.ts';

export const FIRST_WAIT_MS = 400;
export const LONGEST_WAIT_MS = 15_000;
/** A relay that takes the connection and says nothing for so long is as good as none. */
export const PATIENCE_MS = 30_000;

export type ConnectionState = 'offline' | 'connecting' | 'syncing' | 'live' | 'refused';

interface ConnectionContext {
	/** A number from 0 up to 1 for each wait: many tabs do not come back at once. */
	readonly chance: () => number;
	/** Connections in a row that came to nothing. */
	readonly failures: number;
	/** Why there is no connection, where more is known than that there is none. */
	readonly refusal: Refusal | null;
}

export type ConnectionEvent =
	| { readonly type: 'start' }
	/** The relay answered and knows this device. */
	| { readonly type: 'opened' }
	/** The log and the open documents are what the relay has. */
	| { readonly type: 'synced' }
	| { readonly type: 'lost'; readonly refusal?: Refusal | undefined }
	/** The relay will not have this device: trying again by itself would not help. */
	| { readonly type: 'refused'; readonly refusal: Refusal }
	/** The network is back, or a person asked. */
	| { readonly type: 'online' }
	| { readonly type: 'retry' };

export const connectionMachine = setup({
	types: {
		context: {} as ConnectionContext,
		events: {} as ConnectionEvent,
		input: {} as { readonly chance: () => number },
	},
	delays: {
		wait: ({ context }) => waitAfter(context.failures, context.chance()),
		patience: PATIENCE_MS,
	},
	actions: {
		open: () => {},
		close: () => {},
		forget: assign({ refusal: null }),
		tellWhy: assign({
			refusal: ({ event }) => (event.type === 'lost' ? (event.refusal ?? null) : null),
		}),
	},
}).createMachine({
	id: 'connection',
	context: ({ input }) => ({ chance: input.chance, failures: 0, refusal: null }),
	initial: 'idle',
	on: {
		refused: {
			target: '.refused',
			actions: ['close', assign({ refusal: ({ event }) => event.refusal })],
		},
	},
	states: {
		idle: { on: { start: 'connecting' } },
		offline: {
			after: { wait: 'connecting' },
			on: {
				online: { target: 'connecting', actions: 'forget' },
				retry: { target: 'connecting', actions: 'forget' },
			},
		},
		connecting: {
			entry: 'open',
			after: { patience: { target: 'failed', actions: assign({ refusal: silent }) } },
			on: {
				opened: { target: 'syncing', actions: 'forget' },
				lost: { target: 'failed', actions: 'tellWhy' },
			},
		},
		syncing: { on: { synced: 'live', lost: { target: 'failed', actions: 'tellWhy' } } },
		live: {
			entry: assign({ failures: 0 }),
			on: { lost: { target: 'failed', actions: 'tellWhy' } },
		},
		failed: {
			entry: ['close', assign({ failures: ({ context }) => context.failures + 1 })],
			always: 'offline',
		},
		refused: { exit: 'forget', on: { retry: 'connecting', online: 'connecting' } },
	},
});

/** How long to wait after so many failures in a row: doubling, bounded, and spread by chance. */
export function waitAfter(failures: number, chance: number): number {
	const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, failures - 1));
	return Math.round(longest / 2 + (longest / 2) * chance);
}

/** What a snapshot's value means to people: before the start, a device is simply offline. */
export function connectionStateOf(value: string): ConnectionState {
	switch (value) {
		case 'connecting':
		case 'syncing':
		case 'live':
		case 'refused':
			return value;
		default:
			return 'offline';
	}
}
