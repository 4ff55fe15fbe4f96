import { describe, expect, test } from 'vitest';
import { recordOf } from '#machines/history/history-record.ts';
import { csvOf } from '#shared/export/csv.ts';
import { HistoryRecord, historyCsv } from '#shared/export/history.ts';
import { blob, createWorld, keyId, memberId, revision } from '#test/fixtures/events.ts';

const telling = {
	nameOf: (id: string) => (id === memberId('ben') ? '=HYPERLINK("http://x")' : id),
	textOf: (ref: string) => (ref === blob('ben asks') ? '+1, but "split" it\nplease' : null),
	titleOf: () => '-2+3',
	isProvisional: () => false,
	refusalOf: () => null,
};

function createLog() {
	const world = createWorld();
	world.add('ben', 'reviewer');
	const submitted = world.submit('ada', 'one');
	world.requestChanges('ben', submitted);
	world.approve('eve', submitted);
	world.say('ada', { type: 'removed', subject: keyId('ben') });
	const { ledger } = world;
	return [...ledger.events()].map((one) => recordOf(ledger, one, telling));
}

describe('the history for other programs', () => {
	test('[TM5] tells each event in its documented shape', () => {
		const records = createLog();
		for (const record of records) expect(HistoryRecord.parse(record)).toEqual(record);
		expect(records[2]).toMatchObject({
			type: 'submitted',
			words: 'submitted “-2+3” for review',
			by: { kind: 'person', id: memberId('ada') },
			revision: revision('one'),
			counted: true,
		});
		expect(records[3]).toMatchObject({
			answers: records[2]?.event,
			reason: '+1, but "split" it\nplease',
		});
		expect(records[4]).toMatchObject({
			by: { kind: 'unknown', id: '' },
			counted: false,
			notCounted: { reason: expect.any(String), fix: expect.any(String) },
		});
		expect(records[5]?.words).toBe('removed a device of =HYPERLINK("http://x")');
	});

	test('[TM6] no cell of the spreadsheet is a formula, and quotes and lines stay in theirs', () => {
		const csv = historyCsv({ events: createLog() });
		expect(csv).toContain(`"'=HYPERLINK(""http://x"")"`);
		expect(csv).toContain(`"'+1, but ""split"" it\nplease"`);
		expect(csv).toContain(`"'-2+3"`);
		expect(csv.split('\r\n')).toHaveLength(8);
	});

	test.each(['=1', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', '\r=1', '＝1', '|calc'])(
		'[TM6] a cell that begins like a formula is text: %j',
		(cell) => {
			expect(csvOf(['x'], [[cell]])).toBe(`x\r\n"'${cell}"\r\n`);
		},
	);

	test('[TM6] what is no formula stays as it is', () => {
		expect(
			csvOf(
				['a', 'b'],
				[
					['1-1', null],
					['a,b', 'c'],
				],
			),
		).toBe('a,b\r\n1-1,\r\n"a,b",c\r\n');
	});
});
