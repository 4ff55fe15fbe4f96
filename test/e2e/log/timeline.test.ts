/** Looking back in the real app: every event, one approval, any moment, also with no relay. */
import { describe, expect, test } from 'vitest';
import { findingsInEveryForm } from '#test/e2e/world/serious-findings.ts';
import { linkTo, serveFolder } from '#test/e2e/world/served.ts';
import {
	appKept,
	approveStory,
	foundWithBen,
	foundWorkspace,
	openStory,
} from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';
import { bookshop } from '#test/fixtures/bookshop.ts';

describe('the timeline', () => {
	test('[TL3] from an approval in the inspector to who, on which words, under which policy, offline', async () => {
		await using served = await serveFolder(bookshop);
		await using ada = await openVisitor({ keepsApp: true });
		await using ben = await openVisitor();
		const { page } = ada;
		const { address } = await foundWithBen(page, ben.page, linkTo(served), 'reviewer');
		await openStory(page, /Sign in with email/);
		await page.getByRole('button', { name: /^Submit for review/, disabled: false }).waitFor();
		await page.keyboard.press('Control+Enter');
		await page.getByRole('heading', { name: 'In review' }).waitFor();

		// Ben is told, and what he is told leads there.
		await ben.page.goto(address);
		await ben.page.getByRole('button', { name: 'Notifications, 1 unread' }).click();
		await ben.page.getByRole('link', { name: /Ada asks for a review/ }).click();
		await approveStory(ben.page);
		await ben.page.getByRole('button', { name: 'Notifications', exact: true }).waitFor();

		await page.getByText('Ben approved it').waitFor();
		await page.locator('li', { hasText: 'Ben approved it' }).getByRole('link').click();
		await page.getByRole('heading', { name: /Ben approved Sign in with email/ }).waitFor();
		await page.getByText('It counts: this text is approved.').waitFor();
		await page.getByText('the browser they joined with').waitFor();
		await page.locator('pre', { hasText: 'Five wrong passwords' }).waitFor();
		const approval = page.url();
		await page.getByRole('link', { name: 'How everything stood then' }).click();
		await page.getByRole('list', { name: 'How many in which state' }).waitFor();

		await appKept(page);
		await served.relay.stop();
		await page.goto(approval);
		await page.locator('pre', { hasText: 'Five wrong passwords' }).waitFor();
		await page.goto(`${address}/timeline?q=approved`);
		await page.getByText('1 of 5 events').waitFor();
		await page.goto(`${address}/timeline?view=state`);
		const slider = page.getByRole('slider', { name: 'Moment' });
		await slider.focus();
		await page.keyboard.press('ArrowLeft');
		await page
			.getByRole('list', { name: 'How many in which state' })
			.getByText('In review')
			.waitFor();
		await page.waitForURL(/at=[0-9a-f]{64}/);
		await page.reload();
		await page.getByText('4 of 5 events').waitFor();
	});

	test('axe finds nothing serious while one looks back, light and dark, wide and narrow', async () => {
		await using served = await serveFolder(bookshop);
		await using ada = await openVisitor();
		const { page } = ada;
		const address = `${served.origin}/w/${served.workspace.slug}/timeline`;
		await foundWorkspace(page, linkTo(served), 'Ada');
		const found: string[] = [];
		const look = async (screen: string) => {
			found.push(...(await findingsInEveryForm(page, screen)));
		};
		await page.goto(address);
		await page
			.getByRole('button', { name: /^Details/ })
			.first()
			.click();
		await page.getByRole('link', { name: 'Open as a page' }).waitFor();
		await look('timeline');
		await page.getByRole('link', { name: 'Open as a page' }).click();
		await page.getByRole('heading', { level: 1 }).waitFor();
		await look('event');
		await page.goto(`${address}?view=state`);
		await page.getByRole('slider', { name: 'Moment' }).waitFor();
		await look('moments');
		await page.getByRole('button', { name: /^Notifications/ }).click();
		await page.getByRole('dialog').waitFor();
		await look('notifications');
		expect(found).toEqual([]);
	});
});
