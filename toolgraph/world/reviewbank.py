"""What people write of where they have stayed, what they have bought, learnt or seen: by how they rate it."""

from __future__ import annotations

from typing import NamedTuple


class Opinion(NamedTuple):
    """A headline and what stands under it, for ratings of a least and a most share of the best one."""

    least: float
    most: float
    title: str
    text: str


# From and to which percent of the best rating; headline; text.
_STAYS = """
92 100|Slept like a stone|The bed was perfect and the street is silent after ten.
92 100|Could not fault it|From the welcome to the late check-out, everything was right.
92 100|Best breakfast of the trip|Warm bread, good coffee and eggs made to order.
92 100|Worth every coin|The room was larger than in the pictures and spotless.
92 100|Already booked again|We have just reserved the same room for next spring.
92 100|A lovely welcome|They had kept our luggage and had two cold drinks waiting.
92 100|That view|We had our coffee on the balcony every morning and looked over the roofs.
92 100|Quiet and central|Five minutes to everything, and still not a sound at night.
92 100|So kind to our children|They found a cot, a high chair and even a box of toys.
92 100|Small place, big heart|There are only a few rooms, and the owners know everybody by name.
88 100|Spotless|Fresh towels every day and a bathroom that looks brand new.
88 100|Very helpful staff|They rang three restaurants for us until one had a table.
88 100|Great location|We walked to all the sights and never needed a taxi.
86 100|Just what we hoped for|It is exactly as the pictures show, down to the blue tiles.
86 100|A comfortable base|Good beds, strong shower, and a tram at the corner.
84 97|Good for a work trip|Fast wifi, a real desk and a quiet corner to make calls.
82 96|Pretty courtyard|We sat outside until late, and breakfast is served there too.
82 95|Nice and calm|Our room faced the back and we slept very well.
80 94|Very good, one small thing|A lovely stay, only the kettle in the room was missing.
80 93|Would stay again|Friendly people and a fair price, though the bathroom is tiny.
78 92|Good value|Simple rooms, but clean, and you pay less than next door.
78 92|Charming and a bit old|Creaking floors and beautiful windows. We liked it.
76 90|Great beds, slow breakfast|We slept well, but waited twenty minutes for coffee.
76 90|Good, with thin walls|The room is lovely, but you hear when next door comes home.
74 88|Nice, a little small|Everything is there, just do not bring two large suitcases.
72 87|Fine place, steep stairs|Good rooms on the fourth floor, and no lift.
72 86|Lovely people, weak wifi|The staff could not be nicer. The internet comes and goes.
70 85|Good for one night|Handy for an early train, and the room was clean.
68 82|Decent|Nothing special, but everything worked and it was clean.
66 80|Mixed feelings|Great location, tired furniture.
64 78|A bit noisy|There is a bar below, and it closes late at weekends.
62 77|Fair for the price|You get what you pay for: a bed, a shower and a towel.
60 75|Breakfast could be better|The same bread and cheese on all three days.
58 73|Needs some care|The paint is peeling in the bathroom and the tap drips.
55 70|Not like the pictures|Our room looked on to a wall, though the beds were fine.
50 66|Too warm to sleep|The air conditioning did not work on our floor.
45 62|Disappointing|We asked for a quiet room and were given one above the kitchen.
40 58|Long wait at the desk|We stood in line for almost an hour to check in.
30 55|Dusty|The carpet had not been cleaned for a while.
20 50|Would not return|The heating was off all night, and nobody came when we called.
10 45|Bad night|Music until three, and no help from the desk.
10 40|Not clean|There was hair in the shower and the sheets were stained.
"""
_GOODS = """
96 100|Would buy it again|I got one for a friend and now I want another for myself.
96 100|Better than expected|Well made, simple to use, and it looks good as well.
96 100|Highly recommended|I have used it every day for months, and it has never let me down.
96 100|Exactly right|After three others that I sent back, this is the one.
96 100|A joy to use|You can tell that somebody thought about every detail.
96 100|Five stars from me|It does what it promises, and nothing rattles or wobbles.
96 100|Still like new|I have had it for a year now, and there is hardly a scratch on it.
96 100|Worth the money|A little dearer than others, and you can feel why.
90 100|Just what I needed|It does exactly what I bought it for.
90 100|Just as described|It looks just like the pictures, and it came on the day that was promised.
90 100|A lovely present|I gave it to my sister, and she is very happy with it.
90 100|Good choice|I compared for a week and do not regret this one.
90 100|Feels solid|Good material and clean edges.
84 100|Fast and well packed|It came two days early, in a box without any plastic.
80 100|Very pleased|My partner laughed when I ordered it, and now uses it more than I do.
76 92|Nearly perfect|Very good, only the instructions could be clearer.
76 92|Really good|One star less because the colour is a bit darker than on the screen.
76 90|Happy with it|It does its job well. I would have liked a longer warranty.
72 90|Good, could be lighter|I like everything about it but the weight.
60 82|Good, with small flaws|It works well, but the finish could be neater.
60 82|Good value|Not perfect, but for this price I am happy with it.
56 80|Took some getting used to|At first I was unsure, now I like it well enough.
55 66|Does the job|Nothing special, but it does what it should.
55 66|So-so|Good idea, average quality.
50 66|It is all right|I expected a bit more after reading the other reviews.
50 66|Average|No complaints, but I would look at others first.
45 66|Nice look, less nice feel|Pretty from afar, a little flimsy in the hand.
38 62|Smaller than expected|Nice to look at, but smaller than I thought.
35 50|Not quite|It works, but not as smoothly as the video shows.
30 46|Below expectations|After a few weeks it already looks worn.
20 46|Arrived damaged|The box was open and one corner was bent.
20 44|Two attempts|The first one came broken. The second is better, but not great.
10 42|Stopped working|It was fine for two weeks, and then it was not.
10 40|Not as described|It looks nothing like the picture, so I sent it back.
10 30|Waste of money|It broke the second time I used it.
10 28|Sent it back|Poor quality, and a strange smell out of the box.
"""
_COURSES = """
92 100|Best course so far|Best course I have taken so far.
92 100|Clear and friendly|Clear, friendly and well paced. I learnt a lot.
92 100|Useful every day|I use what I learnt every day now.
92 100|No minute wasted|Every lesson was worth the time.
92 100|It clicked|The examples made it click for me.
92 100|Finally understood|I had given up on this twice, and now I understand it.
92 100|Great teacher|You notice that the teacher loves the subject.
88 100|Well built|Each lesson builds on the one before, so I never felt lost.
88 100|Good exercises|The exercises are short and make you think.
76 92|Very good|Very good, only the last lessons felt rushed.
76 92|Good examples|Good examples, and I would have liked more exercises.
76 92|Right pace|Well explained, and the pace suits people with a job.
76 92|Will go on|I would take the next one, too.
74 90|Solid|A solid course, though a summary at the end would help.
70 88|Good start|It gave me a good start, but I had to look a few things up.
55 74|Fine for a start|Fine for a start, but it could go deeper.
55 74|Poor sound|Good content, though the sound is poor.
50 70|Some repetition|Some lessons repeat each other.
45 66|A bit dry|The content is right, but it is read out more than taught.
30 56|Too slow|Too slow for me.
30 52|Little practice|I had hoped for more practice.
10 40|Not as described|Not what the description says.
10 40|Gave up|I stopped after three lessons.
"""
_FILMS = """
85 100|Twice in a week|I saw it twice in one week.
85 100|Best this year|The best thing I have seen this year.
85 100|It stays with you|A quiet one that stays with you.
85 100|Wonderful cast|Every single actor is wonderful.
85 100|Bring a tissue|I cried, and I never cry.
85 100|Over too soon|Funny, sad and over far too soon.
85 100|Go in blind|Go in knowing nothing, it is worth it.
85 100|The music|The music alone is worth the ticket.
85 100|Beautiful|I wanted to frame every second picture.
65 88|A little predictable|Good, if a little predictable.
65 86|Strong start|Strong first half, slower second.
65 86|Pretty and thin|Beautiful to look at, thin on plot.
65 88|Nice surprise|Well acted, and a nice surprise at the end.
65 86|Worth an evening|Worth an evening, though not a second one.
65 88|Better than the trailer|Better than the trailer suggests.
65 86|Enjoyed it|A few scenes too many, but I enjoyed it.
65 88|Warm and well told|Solid, warm and well told.
50 70|Has its moments|Two great scenes, and a lot of waiting in between.
0 66|Never gets going|It never quite gets going.
0 62|Checked my watch|I looked at my watch more than once.
0 60|Seen the trailer|The trailer shows all of it.
0 58|Not for me|Not for me, I am afraid.
0 64|Unfinished|A good idea that nobody finished.
0 64|Too long|Half an hour shorter and I might like it.
"""


def _read(text: str) -> tuple[Opinion, ...]:
    cells = (line.split("|") for line in text.strip().splitlines())
    return tuple(
        Opinion(float(ends.split()[0]) / 100, float(ends.split()[1]) / 100, title, said) for ends, title, said in cells
    )


STAYS, GOODS, COURSES, FILMS = _read(_STAYS), _read(_GOODS), _read(_COURSES), _read(_FILMS)
