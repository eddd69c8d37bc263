"""Date expressions beside publication days: which days they mean, and how precisely.

Each row is a sentence with the expression in square brackets, and the value expected. The precision is
UCDP's (1 a day, 2 up to six days, 3 a week, 4 a month, 5 longer); it is written where it is the point.
A sentence without brackets holds no date at all.
"""

from __future__ import annotations

import re
from datetime import date

import pytest

from app.extract.dates.reader import find_dates
from app.extract.words.parse import parse
from app.text.when import When

SUN = "2023-05-21"  # a Sunday
THU = "2024-02-29"  # a Thursday, and a leap day
NEW_YEAR = "2024-01-02"  # a Tuesday

WEEKDAYS = [
    (SUN, "Shells hit the market on [Sunday].", "2023-05-21", 1),
    (SUN, "Shells hit the market on [Monday].", "2023-05-15", 1),
    (SUN, "Shells hit the market on [Saturday].", "2023-05-20", 1),
    (THU, "The convoy left on [Friday].", "2024-02-23", 1),
    (THU, "The convoy left on [Thursday].", "2024-02-29", 1),
    (THU, "The convoy will leave on [Thursday].", "2024-02-29", 1),
    (THU, "The convoy will leave on [Friday].", "2024-03-01", 1),
    (THU, "The convoy is due to leave on [Saturday].", "2024-03-02", 1),
    (THU, "The envoys are meeting in Doha on [Monday].", "2024-03-04", 1),
    (THU, "He said the envoys would meet on [Monday].", "2024-03-04", 1),
    (THU, "The envoys had met on [Monday].", "2024-02-26", 1),
    (THU, "[Wednesday]'s raid killed four.", "2024-02-28", 1),
    (THU, "Four people died in a raid [Wednesday].", "2024-02-28", 1),
    (THU, "She arrived [last Tuesday].", "2024-02-27", 1),
    (THU, "She returns [next Tuesday].", "2024-03-05", 1),
    (THU, "She arrived [this past Tuesday].", "2024-02-27", 1),
    (THU, "She will speak [this Saturday].", "2024-03-02", 1),
    (THU, "The depot burned [late on Tuesday].", "2024-02-27", 1),
    (THU, "The depot burned [early Tuesday].", "2024-02-27", 1),
    (THU, "The depot burned [Tuesday evening].", "2024-02-27", 1),
    (THU, "The depot burned in [the early hours of Tuesday].", "2024-02-27", 1),
    (THU, "The depot burned [before dawn on Tuesday].", "2024-02-27", 1),
    (THU, "The depot burned on [Tuesday, February 27].", "2024-02-27", 1),
    (THU, "The depot burned on [Tues., Feb. 27].", "2024-02-27", 1),
    (THU, "THE DEPOT BURNED ON [TUESDAY]", "2024-02-27", 1),
    (NEW_YEAR, "The depot burned on [Friday].", "2023-12-29", 1),
    (NEW_YEAR, "The depot burned on [Sunday].", "2023-12-31", 1),
    (SUN, "A [Friday] blast wounded seven.", "2023-05-19", 1),
    (SUN, "It happened on a Monday."),
    (SUN, "The market opens every Sunday and on Wednesdays."),
]  # fmt: skip

NIGHTS = [
    (SUN, "Drones flew over the port [overnight].", "2023-05-20/2023-05-21", 2),
    (SUN, "Drones flew over the port [last night].", "2023-05-20", 1),
    (SUN, "Drones flew over the port [overnight on Friday].", "2023-05-19/2023-05-20", 2),
    (SUN, "Drones flew over the port [overnight into Friday].", "2023-05-18/2023-05-19", 2),
    (SUN, "Drones flew over the port [Friday overnight].", "2023-05-19/2023-05-20", 2),
    (SUN, "Drones flew on [the night of May 19-20].", "2023-05-19/2023-05-20", 2),
    (SUN, "Drones flew on [the night of May 19].", "2023-05-19", 1),
    (SUN, "Drones flew on [the night of 19 to 20 May].", "2023-05-19/2023-05-20", 2),
    (SUN, "Drones flew on [Friday night].", "2023-05-19", 1),
    (SUN, "Sirens sounded [this morning].", "2023-05-21", 1),
    (SUN, "Sirens sounded [yesterday evening].", "2023-05-20", 1),
    (SUN, "The president will speak [tonight].", "2023-05-21", 1),
    (NEW_YEAR, "Drones flew on [the night of December 31-January 1].", "2023-12-31/2024-01-01", 2),
    ("2024-01-01", "Drones flew over the port [overnight].", "2023-12-31/2024-01-01", 2),
]  # fmt: skip

NEAR = [
    (SUN, "They left [today].", "2023-05-21", 1),
    (SUN, "They left [yesterday].", "2023-05-20", 1),
    (SUN, "They left [the day before yesterday].", "2023-05-19", 1),
    (SUN, "They will leave [tomorrow].", "2023-05-22", 1),
    (SUN, "They will leave [the day after tomorrow].", "2023-05-23", 1),
    ("2024-03-01", "They left [yesterday].", "2024-02-29", 1),
    ("2024-01-01", "They left [yesterday].", "2023-12-31", 1),
    ("2023-12-31", "They will leave [tomorrow].", "2024-01-01", 1),
    (SUN, "They left [earlier today].", "2023-05-21", 1),
    (SUN, "Shells fell over [the weekend].", "2023-05-20/2023-05-21", 2),
    (THU, "Shells fell over [the weekend].", "2024-02-24/2024-02-25", 2),
    (THU, "Talks will be held [this weekend].", "2024-03-02/2024-03-03", 2),
    (THU, "Talks were held [last weekend].", "2024-02-24/2024-02-25", 2),
    (THU, "Talks will be held [next weekend].", "2024-03-02/2024-03-03", 2),
    (SUN, "In today's world, such wars spread."),
    (SUN, "Even today, the bridge is a ruin."),
    (SUN, "The fort is known today as the Old Gate."),
    (SUN, "Few families live there today."),
    (SUN, "The town is a ruin today."),
    (SUN, "The reporter works for Russia Today in the city."),
]  # fmt: skip

CALENDAR = [
    (SUN, "The dam broke on [6 June 2022].", "2022-06-06", 1),
    (SUN, "The dam broke on [June 6, 2022].", "2022-06-06", 1),
    (SUN, "The dam broke on [June 6th, 2022].", "2022-06-06", 1),
    (SUN, "The dam broke on [the 6th of June 2022].", "2022-06-06", 1),
    (SUN, "The dam broke on [06.06.2022].", "2022-06-06", 1),
    (SUN, "The dam broke on [24.02.22].", "2022-02-24", 1),
    (SUN, "The dam broke on [2022-06-06].", "2022-06-06", 1),
    (SUN, "The towers fell on [11-Sep-2001].", "2001-09-11", 1),
    (SUN, "The towers fell on [11-SEP-01].", "2001-09-11", 1),
    (SUN, "The towers fell on [9/11].", "2001-09-11", 1),
    (SUN, "The dam broke on [05/04/2022].", None, None),
    (SUN, "The dam broke on [25/04/2022].", "2022-04-25", 1),
    (SUN, "The dam broke in [June 2022].", "2022-06", 4),
    (SUN, "The dam broke in [June of 2022].", "2022-06", 4),
    (SUN, "The dam broke in [Feb. '22].", "2022-02", 4),
    (SUN, "The dam broke in ['91].", "1991", 5),
    (SUN, "The dam broke in [2014].", "2014", 5),
    (SUN, "The union fell apart in [1991].", "1991", 5),
    (SUN, "The dam stood through [the 1990s].", "1990/1999", 5),
    (SUN, "The dam stood through [the '90s].", "1990/1999", 5),
    (SUN, "The dam stood through the [late 1980s].", "1986-09/1989-12", 5),
    (SUN, "The dam stood through [the nineties].", "1990/1999", 5),
    (SUN, "The fort was built in [the 19th century].", "1800/1899", 5),
    (SUN, "The fort was built in [300 AD].", "0300", 5),
    (SUN, "The war ran from [1914 to 1918].", "1914/1918", 5),
    (SUN, "The war ([1914–18]) ended the empire.", "1914/1918", 5),
    (SUN, "The dam broke in [February 2024].", "2024-02", 4),
    ("2024-03-10", "The dam broke on [February 29].", "2024-02-29", 1),
    (SUN, "The dam broke on [February 29].", "2020-02-29", 1),
]  # fmt: skip

NO_YEAR = [
    (SUN, "The dam broke on [3 May].", "2023-05-03", 1),
    (SUN, "The dam broke on [3 June].", "2022-06-03", 1),
    (SUN, "The vote will take place on [3 June].", "2023-06-03", 1),
    (SUN, "The dam broke on [December 28].", "2022-12-28", 1),
    (NEW_YEAR, "The dam broke on [December 28].", "2023-12-28", 1),
    (NEW_YEAR, "The vote will take place on [January 15].", "2024-01-15", 1),
    (NEW_YEAR, "The vote will take place on [October 28].", "2024-10-28", 1),
    (NEW_YEAR, "The dam broke in [December].", "2023-12", 4),
    (NEW_YEAR, "The dam broke in [January].", "2024-01", 4),
    ("2023-12-28", "The vote will take place on [January 15].", "2024-01-15", 1),
    ("2023-12-28", "The vote will take place in [January].", "2024-01", 4),
    ("2023-12-28", "The dam broke in [January].", "2023-01", 4),
    (SUN, "The dam broke in [March].", "2023-03", 4),
    (SUN, "The dam broke in [October].", "2022-10", 4),
    (SUN, "The dam broke [last October].", "2022-10", 4),
    (SUN, "The vote is planned for [next October].", "2023-10", 4),
    (SUN, "The dam broke in [May last year].", "2022-05", 4),
    (SUN, "The dam broke on [May 3 last year].", "2022-05-03", 1),
    (SUN, "The vote will be on [May 3 next year].", "2024-05-03", 1),
    (SUN, "The dam broke on [Christmas Day].", "2022-12-25", 1),
    (NEW_YEAR, "The dam broke on [New Year's Eve].", "2023-12-31", 1),
    (SUN, "He was told to leave by [May 9].", "2023-05-09", 1),
    (SUN, "The truce holds until [June 9].", "2023-06-09", 1),
    (SUN, "They have held the road since [March 9].", "2023-03-09", 1),
    (SUN, "They have held the road since [October].", "2022-10", 4),
    (SUN, "They have held the road since [Monday].", "2023-05-15", 1),
    (SUN, "They must leave by [Friday].", "2023-05-26", 1),
    (SUN, "They waited until [Friday].", "2023-05-19", 1),
]  # fmt: skip

RANGES = [
    (SUN, "They met from [May 3 to May 5].", "2023-05-03/2023-05-05", 2),
    (SUN, "They met on [May 3-5].", "2023-05-03/2023-05-05", 2),
    (SUN, "They met on [3–5 May 2022].", "2022-05-03/2022-05-05", 2),
    (SUN, "They fought from [March 28 through April 3].", "2023-03-28/2023-04-03", 3),
    (SUN, "They fought between [March and May 2022].", "2022-03/2022-05", 5),
    (SUN, "They fought between [March and May in 2021].", "2021-03/2021-05", 5),
    (SUN, "They fought from [December 2022 to February 2023].", "2022-12/2023-02", 5),
    (SUN, "They fought from [December to February 2023].", "2022-12/2023-02", 5),
    (SUN, "They met from [Thursday to Saturday].", "2023-05-18/2023-05-20", 2),
    (SUN, "They met [Thursday through Saturday].", "2023-05-18/2023-05-20", 2),
    (NEW_YEAR, "They fought from [December 29 to January 1].", "2023-12-29/2024-01-01", 2),
    (SUN, "They met between [3 and 5 May].", "2023-05-03/2023-05-05", 2),
]  # fmt: skip

PERIODS = [
    (SUN, "The law passed [last week].", "2023-05-08/2023-05-14", 3),
    (THU, "The law passed [last week].", "2024-02-19/2024-02-25", 3),
    (THU, "The law passed [this week].", "2024-02-26/2024-02-29", 2),
    (THU, "The law will pass [this week].", "2024-02-26/2024-03-03", 3),
    (THU, "The law will pass [next week].", "2024-03-04/2024-03-10", 3),
    ("2024-02-26", "The law passed [this week].", "2024-02-19/2024-02-26", 4),
    (SUN, "The law passed [the week before last].", "2023-05-01/2023-05-07", 3),
    (SUN, "The law passed [earlier this week].", "2023-05-15/2023-05-21", 3),
    (THU, "The law passed [earlier this month].", "2024-02", 4),
    (SUN, "The law will pass [later this month].", "2023-05-21/2023-05-31", 4),
    (SUN, "The law passed [last month].", "2023-04", 4),
    (SUN, "The law will pass [next month].", "2023-06", 4),
    ("2024-01-15", "The law passed [last month].", "2023-12", 4),
    (SUN, "The law passed [last year].", "2022", 5),
    (SUN, "The law will pass [next year].", "2024", 5),
    (SUN, "The law passed [earlier this year].", "2023-01-01/2023-05-21", 5),
    (SUN, "The law passed [late last year].", "2022-09/2022-12", 5),
    (SUN, "The law passed in [early May].", "2023-05-01/2023-05-10", 4),
    (SUN, "The law passed in [mid-March].", "2023-03-11/2023-03-20", 4),
    (SUN, "The law passed in [late April].", "2023-04-21/2023-04-30", 4),
    (SUN, "The law passed in [early 2022].", "2022-01/2022-04", 5),
    (SUN, "The law passed at [the end of 2022].", "2022-09/2022-12", 5),
    (SUN, "The law passed in [the first quarter of 2022].", "2022-01/2022-03", 5),
    (SUN, "The law passed in [the second half of 2022].", "2022-07/2022-12", 5),
    (SUN, "The law passed in [spring 2022].", "2022-03/2022-05", 5),
    (SUN, "The law passed in the [summer of 2022].", "2022-06/2022-08", 5),
    (SUN, "The law passed [last autumn].", "2022-09/2022-11", 5),
    (SUN, "The law passed in the [winter of 2022].", "2022-12/2023-02", 5),
    (SUN, "The offensive will begin [this summer].", "2023-06/2023-08", 5),
    (SUN, "Six people died in [the past 24 hours].", "2023-05-20/2023-05-21", 2),
    (SUN, "Six people died over [the last 48 hours].", "2023-05-19/2023-05-21", 2),
    (SUN, "Six people died in [the past day].", "2023-05-20/2023-05-21", 2),
    (SUN, "Sixty people died in [the past week].", "2023-05-14/2023-05-21", 4),
    (SUN, "Sixty people died in [the past two weeks].", "2023-05-07/2023-05-21", 4),
    (SUN, "Sixty people died in [the last three months].", "2023-02-21/2023-05-21", 5),
    (SUN, "The road will be shut for [the next five days].", "2023-05-21/2023-05-26", 2),
    (SUN, "Sixty people died in [the past few weeks].", None, None),
]  # fmt: skip

COUNTED = [
    (SUN, "He left [two days ago].", "2023-05-19", 1),
    (SUN, "He left [a week ago].", "2023-05-08/2023-05-14", 3),
    (SUN, "He left [a fortnight ago].", "2023-05-01/2023-05-07", 3),
    (SUN, "He left [two fortnights ago].", "2023-04-17/2023-04-23", 3),
    (SUN, "He left [three months ago].", "2023-02", 4),
    (SUN, "He left [half a year ago].", "2022-11", 4),
    (SUN, "He left [a year and a half ago].", "2021-11", 4),
    (SUN, "He left [two and a half years ago].", "2020-11", 4),
    (SUN, "He left [a year ago].", "2022", 5),
    (SUN, "He left [twenty-one years ago].", "2002", 5),
    (SUN, "He left [two decades ago].", "2000/2009", 5),
    (SUN, "He left [two years back].", "2021", 5),
    (SUN, "He left [three hours ago].", "2023-05-20/2023-05-21", 2),
    (SUN, "He left [24 hours ago].", "2023-05-20", 1),
    (SUN, "He left [48 hours ago].", "2023-05-19", 1),
    (SUN, "He left [several days ago].", None, None),
    (SUN, "The council will vote [in two weeks].", "2023-05-29/2023-06-04", 3),
    (SUN, "The council will vote [in three days].", "2023-05-24", 1),
    (SUN, "The council votes [in two months' time].", "2023-07", 4),
    (SUN, "The rebels must leave [within 48 hours].", "2023-05-21/2023-05-23", 2),
    (SUN, "The rebels have to leave [within ten days].", "2023-05-21/2023-05-31", 4),
    (SUN, "The envoy will be back [two weeks from now].", "2023-05-29/2023-06-04", 3),
    (NEW_YEAR, "He left [five days ago].", "2023-12-28", 1),
    (NEW_YEAR, "He left [two months ago].", "2023-11", 4),
    (THU, "He left [a year ago].", "2023", 5),
    (SUN, "They took the town in two weeks."),
    (SUN, "For the second time in a month the bridge was hit."),
    (SUN, "He was jailed for ten years."),
    (SUN, "They have fought for [two years].", "2021-05-21/2023-05-21", 5),
    (SUN, "The siege has lasted for more than [three weeks].", "2023-04-30/2023-05-21", 4),
    (SUN, "The [ten-day] truce collapsed.", None, None),
    (SUN, "The [eight-month-long] siege was over.", None, None),
    (SUN, "The [15-month-old] war goes on.", None, None),
    (SUN, "She left [two days before May 9].", "2023-05-07", 1),
    (SUN, "She left [a week after May 9, 2022].", "2022-05-16/2022-05-22", 3),
    (SUN, "She left [three days after] the raid.", None, None),
]  # fmt: skip

TOLD = [
    (SUN, "The bridge fell on May 9. [Three days earlier] it stood.", "2023-05-06", 1),
    (SUN, "The bridge fell on May 9. [Two days later] it was mended.", "2023-05-11", 1),
    (SUN, "The bridge fell on May 9. [A week later] it was mended.", "2023-05-15/2023-05-21", 3),
    (SUN, "The bridge fell on May 9. [The next day] they left.", "2023-05-10", 1),
    (SUN, "The bridge fell on May 9. [The following day] they left.", "2023-05-10", 1),
    (SUN, "The bridge fell on May 9. [The previous day] they had left.", "2023-05-08", 1),
    (SUN, "The bridge fell on May 9. [The day before], they had left.", "2023-05-08", 1),
    (SUN, "The bridge fell on May 9. They left [that day].", "2023-05-09", 1),
    (SUN, "The bridge fell on May 9. They left [the same day].", "2023-05-09", 1),
    (SUN, "The bridge fell on May 9. They left [later that day].", "2023-05-09", 1),
    (SUN, "The bridge fell in May 2021. [Six months later] it was mended.", "2021-11", 4),
    (SUN, "The bridge fell in 2014. [Three years later] it was mended.", "2017", 5),
    (SUN, "The bridge fell in 2014. [That year] the road was lost too.", "2014", 5),
    (SUN, "The bridge fell on May 9, 2021. They left in [March the same year].", "2021-03", 4),
    (SUN, "The bridge fell on May 9, 2021. They left in [March of the following year].", "2022-03", 4),
    (SUN, "The bridge fell in 2014. [Three days earlier] it stood.", None, None),
    (SUN, "On May 9, 2021, he rented a van and on [May 11] he left it there.", "2021-05-11", 1),
    (SUN, "The van was rented on May 9. On [the 17th], it was found.", "2023-05-17", 1),
    (SUN, "Troops left Kupa on Monday under the March 3 deal. [The next day] shells fell.", "2023-05-16", 1),
    (SUN, "He spoke on Friday. [Hours before] the town fell on Monday, he left.", "2023-05-14/2023-05-15", 2),
    (SUN, "He spoke on Friday, [hours after] the town fell.", "2023-05-18/2023-05-19", 2),
    (SUN, "[Three days earlier] it stood.", None, None),
    (None, "The van was rented on May 9, 1995. It was found on [May 11].", "1995-05-11", 1),
]  # fmt: skip

CLOCKS = [
    (SUN, "It struck at [6 a.m. on Friday].", "2023-05-19", 1),
    (SUN, "It struck at [6:30 a.m. local time (0330 GMT) on Friday].", "2023-05-19", 1),
    (SUN, "It struck on [Friday at about 11 p.m. Kyiv time].", "2023-05-19", 1),
    (SUN, "It struck on [May 19 at 18:00].", "2023-05-19", 1),
    (SUN, "It struck at [18:45 GMT on May 19].", "2023-05-19", 1),
    (SUN, "It struck at [4 o'clock on Saturday].", "2023-05-20", 1),
    (SUN, "It struck [around midnight on Saturday].", "2023-05-20", 1),
    (SUN, "It struck [yesterday at noon].", "2023-05-20", 1),
    (SUN, "It struck at [0600 GMT].", None, None),
    (SUN, "It struck at [6 p.m. EST].", None, None),
]  # fmt: skip

UNKNOWN = [
    (None, "It struck on [Sunday].", None, None),
    (None, "It struck [last week].", None, None),
    (None, "It struck on [May 9].", None, None),
    ("2023-05", "It struck [two days ago].", None, None),
    ("2023", "It struck in [March].", None, None),
    (None, "It struck on [9 May 2022].", "2022-05-09", 1),
]  # fmt: skip

NO_DATES = [
    (SUN, "They may march on, a second time, now."),
    (SUN, "The men sat in the sun by the Mon river."),
    (SUN, "The Sun and Sat newspapers said so."),
    (SUN, "The 1st Brigade and the 72nd Brigade fell back."),
    (SUN, "The council passed Resolution 1701 and UNSCR 2202."),
    (SUN, "Cars queued on Highway 61 and Route 2010."),
    (SUN, "It cost 2,000 lives, and 1900 soldiers were hurt."),
    (SUN, "Flight 2001 to Doha and flight MH17 were late."),
    (SUN, "The shell weighed 2000 kg and cost $1995."),
    (SUN, "Theresa May and April Jones sang with June Carter."),
    (SUN, "Officers ordered the march, and may order another."),
    (SUN, "A 44-year-old man and his 12-year-old son were hurt."),
    (SUN, "He is 83 years old and she is in her 90s."),
    (SUN, "Copyright 2018 The Daily Courier."),
    (SUN, "© 2019 The Daily Courier"),
    (SUN, "The vote was 12-10 and the score 2:30."),
    (SUN, "The Mi-8 and the T-2000 are old."),
    (SUN, "Bloody Sunday is told of in the Sunday Times."),
    (SUN, "Unit 2022 took Hill 1945 and Height 1950."),
    (SUN, "The call came minutes after the blast."),
    (SUN, "Afterwards they went home, and soon came back."),
    (SUN, "It flew 12.5 km at 2.3.1 and 10.12."),
]  # fmt: skip

TABLE = [
    *WEEKDAYS, *NIGHTS, *NEAR, *CALENDAR, *NO_YEAR, *RANGES, *PERIODS, *COUNTED, *TOLD, *CLOCKS, *UNKNOWN,
    *NO_DATES,
]  # fmt: skip
_MARK = re.compile(r"\[([^\]]+)\]")


def test_the_table_is_long_enough() -> None:
    assert len({(published, row[0]) for published, *row in TABLE}) == len(TABLE) >= 200


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row[0]} {row[1]}") for row in TABLE])
def test_what_is_meant(row: tuple) -> None:
    published, told, *wanted = row
    text = told.replace("[", "").replace("]", "")
    mentions = list(find_dates(parse(text), When.parse(published) if published else None))
    found = [(m.span.of(text), m.when and str(m.when), m.when and m.when.precision) for m in mentions]
    if not wanted:
        assert found == []
        return
    match = _MARK.search(told)
    assert match is not None
    assert (match[1], *wanted) in found
    assert [mention for mention in mentions if mention.span.start == match.start()]


@pytest.mark.parametrize("day", [date(2023, 12, 30), date(2024, 1, 1), date(2024, 2, 29)])
def test_told_in_the_past_nothing_lies_ahead(day: date) -> None:
    """Whatever the day of the report, a day told in the past is not after it."""
    for words in ("on Monday", "on 3 June", "on December 31", "in February", "last night", "on Friday night"):
        text = f"The bridge fell {words}."
        (mention,) = find_dates(parse(text), When.day(day))
        assert mention.when is not None
        assert mention.when.earliest <= day, text
