import { expect, test } from 'vitest';
import { Announcer } from '#client/features/notice/announcer.ts';
import type { Notice } from '#client/features/notice/notice.ts';

function notice(id: string, change: Partial<Notice> = {}): Notice {
	return {
		...{ id, at: '2026-11-22T09:00:00.000Z', kind: 'review', done: false, comment: false },
		words: 'Ada asks for a review of “A secret plan”.',
		plain: 'A review is asked of you.',
		href: '/w/shop/stories/st_1',
		...change,
	};
}

function createOutside(change: Partial<ConstructorParameters<typeof Announcer>[0]> = {}) {
	const shown: { readonly tag: string; readonly body: string }[] = [];
	const announcer = new Announcer({
		allowed: () => true,
		isHidden: () => true,
		namesContent: () => false,
		show: (one) => shown.push(one),
		...change,
	});
	announcer.take([notice('before')]);
	return { announcer, shown };
}

test('[NT4] says each notice once, and nothing that was there when the page opened', () => {
	const { announcer, shown } = createOutside();
	announcer.take([notice('before'), notice('one')]);
	announcer.take([notice('before'), notice('one'), notice('two', { done: true })]);
	expect(shown.map(({ tag }) => tag)).toEqual(['one']);
});

test('[NT4] says nothing while the page is in sight, or nobody wanted it', () => {
	for (const change of [{ isHidden: () => false }, { allowed: () => false }]) {
		const { announcer, shown } = createOutside(change);
		announcer.take([notice('one')]);
		expect(shown).toEqual([]);
	}
});

test('[NT5] names no title and no person unless the policy says so', () => {
	const quiet = createOutside();
	quiet.announcer.take([notice('one')]);
	expect(quiet.shown[0]?.body).toBe('A review is asked of you.');
	const open = createOutside({ namesContent: () => true });
	open.announcer.take([notice('one')]);
	expect(open.shown[0]?.body).toContain('A secret plan');
});
