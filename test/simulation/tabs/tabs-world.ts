/**
 * Tabs of one device in bad weather. The tabs' real modules share one database, channel and lock,
 * and one of them holds the sockets to the real relay. Tabs open, close, crash and freeze; the
 * relay is killed and started, now and then with its documents founded anew, connections are cut or
 * fall silent, the disk is slow and fills up.
 * One seed decides everything.
 */

import { createMemoryStore } from '#server/storage/memory.ts';
import type { StoryId } from '#shared/id.ts';
import type { EventPayload } from '#shared/lifecycle/compose.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import { createRandom } from '#test/fixtures/random.ts';
import { createSignedWorkspace } from '#test/fixtures/signed-workspace.ts';
import { sharedByPages } from '#test/simulation/tabs/channels.ts';
import { goBy, settled } from '#test/simulation/tabs/clock.ts';
import { createDeviceDatabase } from '#test/simulation/tabs/device-database.ts';
import { createPage, pageNow, pageTimers, replaceGlobals } from '#test/simulation/tabs/page.ts';
import {
	copyOf,
	type RelayDisk,
	relayApiOver,
	startRelay,
	textOnDisk,
	withDocsAnew,
} from '#test/simulation/tabs/relay.ts';
import { createSockets } from '#test/simulation/tabs/sockets.ts';
import { openTab, type Tab } from '#test/simulation/tabs/tab.ts';
import { createVirtualTimer } from '#test/simulation/virtual-timer.ts';

const DESIGNS = ['design:cp_0000000001', 'design:cp_0000000002'] as const;
export const DOCS = ['stories', ...DESIGNS] as const;

/** Who has just come knows of a change that is stored nowhere yet only what it was told with it. */
const JUST_CAME_MS = 1_000;

interface Typed {
	readonly key: string;
	readonly doc: string;
	readonly tab: Tab;
}

export async function createTabsWorld(seed: number, { startsAnew = true } = {}) {
	const random = createRandom(seed);
	const timer = createVirtualTimer(settled);
	let store = createMemoryStore();
	const signed = await createSignedWorkspace();
	const device = createDeviceDatabase();
	const sockets = createSockets(timer, () => 1 + random.below(30));
	const delay = () => 1 + random.below(random.chance(0.05) ? 400 : 15);
	goBy(timer);
	const putBack = replaceGlobals({
		...pageTimers(timer),
		...sharedByPages(timer, delay),
		WebSocket: sockets.WebSocket,
		document: { hidden: false, addEventListener() {}, removeEventListener() {} },
		addEventListener: (type: string, hear: () => void) =>
			type === 'pagehide' ? pageNow().onHide(hear) : undefined,
		removeEventListener() {},
	});

	const tabs: Tab[] = [];
	const typed: Typed[] = [];
	const decided: EventId[] = [];
	/** What some tab said of saving that was not so. */
	const lies: string[] = [];
	const counts = { edits: 0, decisions: 0, ended: 0, outages: 0, anew: 0 };
	let relay: ReturnType<typeof startRelay> | null = null;
	let pages = 0;
	await start().journal.append([signed.founding], [], []);

	function start() {
		const started = startRelay(store, signed, (flush) => timer.after(1 + random.below(20), flush));
		relay = started;
		sockets.serve = started.serve;
		return started;
	}

	function kill(): void {
		counts.outages += 1;
		relay?.kill();
		relay = null;
		sockets.serve = null;
		sockets.cutAll();
	}

	/** Its files are all that is left of the documents: they say the same, and are others. */
	function foundAnew(): void {
		kill();
		if (!startsAnew) return;
		counts.anew += 1;
		store = withDocsAnew(store, DESIGNS, counts.anew);
		start();
	}

	/** The relay's disk is an earlier one, and somebody else decides before anyone here connects. */
	async function setBack(copy: RelayDisk, others: readonly EventPayload[]): Promise<void> {
		kill();
		store = copy;
		const { journal } = start();
		for (const payload of others)
			await journal.append([await signed.sign(signed.ada, payload)], [], []);
	}

	function open(): void {
		const page = createPage(`tab ${pages++}`);
		const later = (ms: number) =>
			new Promise<void>((resolve) => timer.after(ms, () => page.run(resolve)));
		let due = 0;
		const db = device.connect({
			wait: () =>
				new Promise((resolve) => {
					const now = timer.now().getTime();
					due = Math.max(due, now + random.below(random.chance(0.05) ? 300 : 8));
					timer.after(due - now, () => (page.leaves ? resolve() : page.run(resolve)));
				}),
			hear: () => later(0),
		});
		const api = relayApiOver(
			() => later(1 + random.below(60)),
			async (path, body) =>
				relay === null || random.chance(0.03) ? null : relay.answer(path, body),
		);
		const now = () => timer.now();
		tabs.push(page.within(() => openTab({ page, db, api, random, signed, now })));
	}

	/**
	 * A tab that crashes in the middle of a write takes with it what other tabs' later words hang on
	 * (Yjs keeps those apart until it comes), so here a crash finds everything written.
	 */
	function end(tab: Tab, gently: boolean): void {
		counts.ended += 1;
		tab.page.thaw();
		tab.page.close(gently || tab.writeBehind.waiting > 0);
		tabs.splice(tabs.indexOf(tab), 1);
	}

	async function step(): Promise<void> {
		const awake = tabs.filter(({ isReady, page }) => isReady && !page.frozen);
		const tab = awake[random.below(Math.max(1, awake.length))];
		const dice = random.below(1_000);
		if (tabs.length === 0 || (dice < 30 && tabs.length < 4)) open();
		else if (dice < 85) harm(dice, tab);
		else if (dice < 95) sockets.cutOne(random.below);
		else if (dice < 100) sockets.silence();
		else if (dice < 160) tab?.toggle(DESIGNS[random.below(2)] ?? 'stories');
		else if (dice < 260) decide(tab);
		else if (dice < 600) type(tab);
		await timer.pass(random.below(random.chance(0.1) ? 2_000 : 80));
		listen();
	}

	function harm(dice: number, tab: Tab | undefined): void {
		if (dice < 50 && tab !== undefined) end(tab, random.chance(0.5));
		else if (dice < 54) foundAnew();
		else if (dice < 68) freeze(tabs[random.below(tabs.length)]);
		else if (relay === null) start();
		else kill();
	}

	function freeze(tab: Tab | undefined): void {
		if (tab === undefined || tab.page.frozen) return;
		tab.page.frozen = true;
		timer.after(random.below(3_000), tab.page.thaw);
	}

	function type(tab: Tab | undefined): void {
		if (tab === undefined) return;
		const doc = [...tab.opened][random.below(tab.opened.size)] ?? 'stories';
		const key = `${tab.page.name}, key ${counts.edits};`;
		if (!tab.type(doc, `${key}\n`)) return;
		counts.edits += 1;
		typed.push({ key, doc, tab });
	}

	function decide(tab: Tab | undefined): void {
		if (tab === undefined) return;
		const artefact: StoryId = `st_${String(counts.decisions++).padStart(10, '0')}`;
		void tab.decide(artefact).then((done) => done.ok && decided.push(done.value));
	}

	/** What the tabs say of saving is held against the relay's disk. */
	function listen(): void {
		const now = timer.now().getTime();
		const saying = tabs.filter(
			({ status, page, isReady, since }) =>
				isReady && !page.frozen && now - since > JUST_CAME_MS && status.saved.state === 'relay',
		);
		for (const tab of saying) {
			const lacking = missing().filter(({ key, doc }) => tab.textOf(doc).includes(key));
			const unknown = decided.filter((id) => tab.book.isProvisional(id) && !store.log.has(id));
			for (const { key } of lacking) lies.push(`${tab.page.name} calls ${key} saved`);
			for (const id of unknown) lies.push(`${tab.page.name} calls ${id} saved`);
		}
	}

	/** What was typed and is not on the relay's disk. */
	function missing(): readonly Typed[] {
		const texts = new Map<string, string>(DOCS.map((doc) => [doc, textOnDisk(store, doc)]));
		return typed.filter(({ key, doc }) => !texts.get(doc)?.includes(key));
	}

	/** What somebody typed once and stands there more often. */
	function doubled(): readonly string[] {
		const said = DOCS.map((doc) => textOnDisk(store, doc)).join('');
		return typed.map(({ key }) => key).filter((key) => said.split(key).length > 2);
	}

	/** Mends the weather and lets everything arrive. */
	async function settle(): Promise<void> {
		if (relay === null) start();
		if (tabs.length === 0) open();
		for (const tab of tabs) {
			tab.page.thaw();
			for (const doc of DESIGNS) if (!tab.opened.has(doc)) tab.toggle(doc);
		}
		await timer.pass(90_000);
		listen();
	}

	function close(): void {
		for (const tab of [...tabs]) end(tab, false);
		kill();
		goBy(null);
		putBack();
	}

	return {
		step,
		settle,
		copyOfDisk: () => copyOf(store),
		setBack,
		tabs,
		decided,
		lies,
		counts,
		missing,
		doubled,
		textOnRelay: (doc: string) => textOnDisk(store, doc),
		eventsOnRelay: () => [...(relay?.journal.ledger.events() ?? [])],
		[Symbol.dispose]: close,
	};
}
