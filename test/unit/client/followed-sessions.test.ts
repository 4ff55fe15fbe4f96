import { expect, test } from 'vitest';
import { createFollowedSessions } from '#client/state/session/followed-sessions.ts';
import { createTabBus, type TabBus } from '#client/sync/tab-bus.ts';
import { SessionId } from '#shared/id.ts';

const [ONE, TWO] = ['se_0000000001', 'se_0000000002'].map((id) => SessionId.parse(id));

/** Tabs of one workspace, which tell each other over a real channel. */
function openTabs(...names: readonly string[]) {
	const buses: TabBus[] = [];
	const tabs = names.map((name) => {
		const bus = createTabBus('followed', name);
		buses.push(bus);
		let heard = 0;
		const followed = createFollowedSessions(bus);
		followed.listen(() => heard++);
		return { bus, followed, heard: () => heard };
	});
	return {
		tabs,
		[Symbol.dispose]: () => {
			for (const bus of buses) bus.close();
		},
	};
}

test('[SB16] a tab follows what is open in it, and in the tabs that it leads', async () => {
	using world = openTabs('leader', 'second');
	const [leader, second] = world.tabs;
	if (!leader || !second || !ONE || !TWO) throw new Error('There are two tabs.');
	const leave = [leader.followed.follow(ONE), leader.followed.follow(ONE)];
	expect(leader.followed.all()).toEqual([ONE]);
	expect(leader.heard()).toBe(1);
	const leaveTwo = second.followed.follow(TWO);
	await expect.poll(leader.followed.all).toEqual([ONE, TWO]);

	// Open twice, it is followed until it is open nowhere.
	leave.pop()?.();
	expect(leader.followed.all()).toEqual([ONE, TWO]);
	leave.pop()?.();
	expect(leader.followed.all()).toEqual([TWO]);
	leaveTwo();
	await expect.poll(leader.followed.all).toEqual([]);
});

test('[SB16] a tab that goes follows nothing, and a new leader is told anew', async () => {
	using world = openTabs('first', 'second', 'third');
	const [first, second, third] = world.tabs;
	if (!first || !second || !third || !ONE || !TWO) throw new Error('There are three tabs.');
	first.followed.follow(ONE);
	second.followed.follow(TWO);
	await expect.poll(third.followed.all).toEqual([ONE, TWO]);
	first.bus.say({ type: 'wants', tab: 'first', docs: [] });
	first.bus.close();
	await expect.poll(third.followed.all).toEqual([TWO]);
	// Whoever leads asks everybody, and hears of nobody who is gone.
	third.bus.say({ type: 'follows', tab: 'crashed', sessions: [ONE] });
	await expect.poll(second.followed.all).toEqual([TWO, ONE]);
	third.bus.say({ type: 'leads' });
	await expect.poll(second.followed.all).toEqual([TWO]);
});
