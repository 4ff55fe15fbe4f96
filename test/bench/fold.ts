/**
 * How long it takes to order and fold a log, to append to a warm one, and to verify signatures.
 *
 *     node test/bench/fold.ts [--smoke]
 */
import { createLedger } from '#machines/lifecycle/ledger.ts';
import { toBase64Url } from '#shared/base64url.ts';
import { hashOf } from '#shared/hash.ts';
import { kindOf } from '#shared/id.ts';
import type { VerifiedEvent } from '#shared/lifecycle/envelope.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import { keyIdOf, type PublicKey } from '#shared/lifecycle/public-key.ts';
import { createDeviceSigner, sealEvent } from '#shared/lifecycle/sign.ts';
import { verifyEnvelope } from '#shared/lifecycle/verify.ts';
import { AT, createWorld, keyId, memberId, revision, storyId } from '#test/fixtures/events.ts';

const smoke = process.argv.includes('--smoke');
const scale = smoke ? 0.02 : 1;
const PEOPLE = ['ada', 'ben', 'cleo', 'dan'];
const known = new Map<string, string>();

const [hundred, million] = [100_000 * scale, 1_000_000 * scale];
const [log, longer] = [hundred.toLocaleString('en'), million.toLocaleString('en')];
const signed = 10_000 * scale;

report(`fold ${log} events from nothing`, 'under 2,500 ms', foldFromNothing(hundred));
report(`append 1,000 to ${log}, one by one`, 'under 50 ms', appendWarm(hundred));
report(`append 1,000 to ${longer}, one by one`, `as to ${log}`, appendWarm(million));
report(`fold ${longer} events from nothing`, `ten times ${log}`, foldFromNothing(million));
report(`a cut that voids half of ${log}`, '', cutHalf(hundred));
const handed = 1_600 * scale;
report(`fold ${handed.toLocaleString('en')} handovers`, 'under 1,000 ms', foldHandovers(handed));
const side = 4_000 * scale;
report(`fold two times ${side.toLocaleString('en')} side by side`, '', foldSideBySide(side));
report(
	`verify ${signed.toLocaleString('en')} Ed25519 signatures`,
	smoke ? '' : 'under 4,000 ms',
	await verifyMany(signed),
);

/** Wall clock, and processor time beside it: on a busy machine only the second means anything. */
function report(what: string, target: string, { wall, cpu }: Spent): void {
	const heap = Math.round(process.memoryUsage().heapUsed / 1e6);
	const columns = [
		what.padEnd(40),
		`${wall.toFixed(0)} ms`.padStart(10),
		`${cpu.toFixed(0)} ms cpu`.padStart(14),
	];
	console.log(`${columns.join(' ')}   ${target.padEnd(18)} heap ${heap} MB`);
}

interface Spent {
	readonly wall: number;
	readonly cpu: number;
}

function stopwatch(): () => Spent {
	const start = performance.now();
	const before = process.cpuUsage();
	return () => {
		const { user, system } = process.cpuUsage(before);
		return { wall: performance.now() - start, cpu: (user + system) / 1_000 };
	};
}

function foldFromNothing(count: number): Spent {
	const { root, events } = makeLog(count);
	const spent = stopwatch();
	const ledger = createLedger(root);
	ledger.add(events);
	if (ledger.state().artefacts.size === 0) throw new Error('Nothing was folded.');
	for (const event of ledger.events()) if (event.id === '') throw new Error('An event has no id.');
	return spent();
}

function appendWarm(count: number): Spent {
	const { root, events } = makeLog(count + 1_000);
	const ledger = createLedger(root);
	ledger.add(events.slice(0, -1_000));
	ledger.state();
	const fresh = events.slice(-1_000);
	const spent = stopwatch();
	for (const event of fresh) {
		ledger.add([event]);
		ledger.heads();
	}
	ledger.state();
	return spent();
}

/** An owner's removal arrives that knew only the first half of what they did. */
function cutHalf(count: number): Spent {
	const { root, events } = makeLog(count);
	const ledger = createLedger(root);
	ledger.add(events);
	ledger.state();
	const half = events[Math.floor(events.length / 2)];
	const subject = keyId('ben');
	const base = { v: 1, workspace: root, at: AT, by: { key: keyId('ada') } } as const;
	const parents = half === undefined ? [] : [half.id];
	const spent = stopwatch();
	const event = { ...base, parents, type: 'removed', subject } as const;
	ledger.add([{ id: hashOf('cut'), event, assurance: 'device' }]);
	ledger.state();
	return spent();
}

/** The root goes to and fro between two owners. */
function foldHandovers(count: number): Spent {
	const world = createWorld();
	world.add('ben', 'owner');
	for (let n = 0; n < count; n++) {
		const [who, to] = n % 2 === 0 ? ['ada/second', 'ben'] : ['ben', 'ada'];
		world.say(who, { type: 'founderHandedOver', to: memberId(to) });
	}
	const events = [...world.ledger.events()];
	const spent = stopwatch();
	const ledger = createLedger(world.root);
	ledger.add(events);
	if (ledger.state().notCounted.size > 0) throw new Error('A handover was refused.');
	return spent();
}

/** Two submit one story again and again, and never hear of each other. */
function foldSideBySide(count: number): Spent {
	const world = createWorld();
	const events = [...world.ledger.events()];
	const artefact = storyId('side');
	const base = { v: 1, workspace: world.root, at: AT, by: { key: keyId('ada') } } as const;
	for (const side of [0, 1]) {
		let parents = [...world.ledger.heads()];
		for (let n = 0; n < count; n++) {
			const id = idOf(2 * n + side);
			const text = { artefact, revision: revision('one'), criteria: {}, basis: [] };
			const event = { ...base, parents, type: 'submitted' as const, ...text };
			events.push({ id, event, assurance: 'device' });
			parents = [id];
		}
	}
	const spent = stopwatch();
	const ledger = createLedger(world.root);
	ledger.add(events);
	if (ledger.state().notCounted.size > 0) throw new Error('A submission was refused.');
	return spent();
}

/**
 * A log as teams write it: four people and an Agent on 1,000 stories, submitting, deciding, now
 * and then two at once. Ids are made up: hashing a million events is not what is measured.
 */
function makeLog(count: number): { root: EventId; events: VerifiedEvent[] } {
	const world = createWorld();
	for (const name of PEOPLE.slice(1)) world.add(name, 'reviewer');
	world.addRelay();
	world.addAgent('robin');
	const events = [...world.ledger.events()];
	const submitted = new Map<number, VerifiedEvent>();
	let heads = [...world.ledger.heads()];
	for (let n = events.length; n < count; n++) {
		const story = (n * 7919) % 1_000;
		const open = submitted.get(story);
		const event = open === undefined ? submit(n, story) : decide(n, open);
		if (open === undefined) submitted.set(story, event);
		else if (n % 3 === 0) submitted.delete(story);
		events.push(event);
		// Every tenth is written beside the one before it; the next one joins them.
		heads = n % 10 === 0 ? [...heads, event.id] : [event.id];
	}
	return { root: world.root, events };

	function say(n: number, who: string) {
		const parents =
			n % 10 === 0 && heads.length === 1 ? (events.at(-1)?.event.parents ?? []) : heads;
		return { v: 1 as const, workspace: world.root, parents, at: AT, by: { key: keyIds(who) } };
	}

	function submit(n: number, story: number): VerifiedEvent {
		const artefact = storyId(`${story}`);
		const payload = {
			artefact,
			revision: revision(`${kindOf(artefact)} ${n}`),
			criteria: {},
			basis: [],
		};
		const base = say(n, PEOPLE[n % 4] ?? 'ada');
		return { id: idOf(n), event: { ...base, type: 'submitted', ...payload }, assurance: 'device' };
	}

	function decide(n: number, open: VerifiedEvent): VerifiedEvent {
		const base = say(n, PEOPLE[(n + 1) % 4] ?? 'ada');
		const of = open.event.type === 'submitted' ? open.event.revision : '';
		const event =
			n % 5 === 0
				? ({ ...base, type: 'changesRequested', answers: open.id, reason: of } as const)
				: ({ ...base, type: 'approved', answers: open.id, revision: of } as const);
		return { id: idOf(n), event, assurance: 'device' };
	}
}

function idOf(n: number): EventId {
	return (
		((n * 2654435761) % 4294967296).toString(16).padStart(8, '0') + n.toString(16).padStart(56, '0')
	);
}

function keyIds(name: string) {
	known.set(name, known.get(name) ?? keyId(name));
	return known.get(name) ?? '';
}

async function verifyMany(count: number): Promise<Spent> {
	const pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
	const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
	const key: PublicKey = { kind: 'ed25519', x: toBase64Url(raw) };
	const signer = createDeviceSigner(pair.privateKey, key);
	const { events } = makeLog(count);
	const by = { key: keyIdOf(key) };
	const envelopes = await Promise.all(
		events.map(({ event }) => sealEvent(signer, { ...event, by })),
	);
	const spent = stopwatch();
	const results = await Promise.all(envelopes.map((one) => verifyEnvelope(one, () => key)));
	const took = spent();
	if (!results.every(({ ok }) => ok)) throw new Error('A good signature was refused.');
	return took;
}
