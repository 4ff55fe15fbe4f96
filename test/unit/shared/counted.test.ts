import { expect, test } from 'vitest';
import { counted, figure } from '#shared/counted.ts';

test('[NU1] thousands stand apart, and one of a thing is one', () => {
	expect(figure(0)).toBe('0');
	expect(figure(1_234_567)).toBe('1,234,567');
	expect(counted(1, 'story', 'stories')).toBe('1 story');
	expect(counted(0, 'story', 'stories')).toBe('0 stories');
	expect(counted(4_900, 'event')).toBe('4,900 events');
});
