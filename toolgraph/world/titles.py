"""Titles of songs and albums, and names of those who play them: many, so that no record has one pattern throughout.

Templates hold slots that `phrases.fill` knows.
"""

from __future__ import annotations

TRACKS = (
    "Paper Boats|Second Winter|Ninety Miles|The Long Way Home|Leave the Light On|Cold Coffee|Seven Bridges|"
    "Tell Me Twice|"
    "Salt on the Road|Old Maps|Before the Rain|Nobody's Garden|Kitchen Waltz|Wait for the Morning|Blue Bicycle|"
    "Postcards|Half Asleep|The Quiet Hour|Window Seat|Fireflies|Glass and Gold|Learning to Float|All the Small Lights|"
    "Run to the Sea|Your Brother's Car|Northbound|Sleepwalker|Something Borrowed|The Weather Inside|Carousel|"
    "Hold Still|Slow Dance in {city}|Back to {city}|{city} by Night|{month} Rain|A Letter to {first}|{first}'s Song|"
    "Out of Season|Tin Roof|Lighthouse|Matches|Over the Rooftops|Sunday Shoes|Undertow|Velvet|Wild Mint|Radio Silence|"
    "Only the Harbour Knows|Three in the Morning|Almost Summer|Ashes and Honey|Counting Trains|Little Fires|"
    "Not This Time|Open Water|Paper Crown|Rose and Smoke|Staircase|The Last Good Day|Turn It Down|Winter Coat"
)
ALBUMS = (
    "Songs for {city}|{city} Sessions|After {month}|Ordinary Weather|The Far Side of the Room|Small Hours|Slow Burning|"
    "Light Through Water|Everything We Kept|Hand Luggage|Borrowed Time|No Fixed Address|Soft Machines|"
    "A Year Indoors|The Distance Between|Nightswimming Club|Loose Change|Rooms Without Doors|Half-Light|"
    "What the Tide Left|Evening Class|Good Neighbours|Home Recordings|Signals|The Winter Tapes"
)
ARTISTS = (
    "{person}|{person}|The Slow Trains|Velvet Orchard|Marble Arcade|The Tin Foxes|Harbour Lights|Polar Summer|"
    "Kites and Ladders|The Borrowed Coats|Neon Orchard|Paper Tigers Club|The Quiet Riots|Salt & Ember|Mono Lake|"
    "The Night Gardeners|Little Giants|Copper Moon|Young Cartographers|The Lost Weekenders|Silver Birches|"
    "{last} & Daughters|{first} and the Tides|The {last} Quartet"
)
