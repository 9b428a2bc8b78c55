"""Neutral sentences, headings and words of tables in three languages: row for row the same, and about nothing.

No sentence of a language is part of another one, so that a text made of them is translated by replacing each.
"""

from __future__ import annotations

CODES = ("en", "zh", "ru")

SENTENCES = (
    (
        "The harbour opens before dawn, when the first boats return with what the night has given them.",
        "港口在黎明前开放，第一批船只带着夜里的收获陆续归来，码头上的灯火还没有熄灭。",
        "Гавань открывается до рассвета, когда первые лодки возвращаются с тем, что дала им ночь.",
    ),
    (
        "Two clerks write the names of the boats into a ledger that has been kept since the quay was built.",
        "两名办事员把船名写进一本登记簿，这本登记簿自码头建成之日起就一直有人保存和续写。",
        "Двое служащих вносят названия лодок в книгу, которую ведут с тех пор, как был построен причал.",
    ),
    (
        "In winter the ledger is short, and the clerks have time to mend the nets of their neighbours.",
        "冬天登记簿上的记录很短，办事员们有时间替邻居修补渔网，也有时间整理旧档案。",
        "Зимой записи коротки, и у служащих есть время чинить сети своих соседей и разбирать старые бумаги.",
    ),
    (
        "A bell on the north tower is rung whenever fog hides the outer buoys for longer than an hour.",
        "只要大雾遮住外围浮标超过一小时，北塔上的钟就会敲响，直到能见度恢复为止。",
        "Колокол на северной башне звонит всякий раз, когда туман скрывает внешние буи дольше чем на час.",
    ),
    (
        "Nobody remembers who chose the colours of the houses, yet every owner paints them as they were.",
        "没有人记得是谁挑选了这些房屋的颜色，但每一位房主都照原来的样子重新粉刷。",
        "Никто не помнит, кто выбрал цвета домов, однако каждый владелец красит их так, как было прежде.",
    ),
    (
        "The market behind the customs house sells bread, rope, lamp oil and books that sailors left behind.",
        "海关大楼后面的集市出售面包、绳索、灯油，以及水手们留下的各种各样的书籍。",
        "На рынке за таможней продают хлеб, верёвки, ламповое масло и книги, которые оставили моряки.",
    ),
    (
        "Children learn the tides before they learn to count, and later they count by the tides.",
        "孩子们在学会数数之前就先认识了潮汐，后来他们便按照潮汐的涨落来计数。",
        "Дети узнают приливы раньше, чем учатся считать, а потом считают по приливам.",
    ),
    (
        "Every seventh year the basin is drained, and the whole town walks on the floor of the sea.",
        "每隔七年，港池的水就会排干一次，全城的人都可以在海底上行走，寻找遗失的东西。",
        "Каждый седьмой год бассейн осушают, и весь город ходит по дну моря.",
    ),
    (
        "What is found there belongs to the finder, unless it bears the mark of a boat that still sails.",
        "在那里找到的东西归发现者所有，除非上面带有一艘仍在航行的船只的标记。",
        "Найденное там принадлежит нашедшему, если на нём нет знака лодки, которая ещё ходит.",
    ),
    (
        "The keeper of the lighthouse counts ships by day and stars by night, and writes down both numbers.",
        "灯塔看守人白天数船，夜里数星，并且把这两个数字都记录下来，从不间断。",
        "Смотритель маяка днём считает корабли, а ночью звёзды, и записывает оба числа.",
    ),
    (
        "Letters for the islands are carried in tin boxes, since paper does not like the salt of the spray.",
        "寄往各岛的信件都装在铁皮盒子里运送，因为纸张受不了浪花里的盐分。",
        "Письма на острова возят в жестяных ящиках, потому что бумага не любит соли морских брызг.",
    ),
    (
        "An old map in the council room shows a river that no one has ever seen on the land.",
        "会议室里的一张旧地图上画着一条河，而在陆地上从来没有人见过这条河。",
        "На старой карте в зале совета показана река, которой на суше никто никогда не видел.",
    ),
    (
        "The council meets on the first evening of each month and decides little, but it decides it well.",
        "议事会在每个月的第一个晚上开会，决定的事情不多，但每件事都决定得很好。",
        "Совет собирается в первый вечер каждого месяца и решает немногое, но решает это хорошо.",
    ),
    (
        "Its minutes are read aloud in the square, so that those who were at sea may object to them.",
        "会议记录会在广场上高声宣读，好让当时出海在外的人也能够提出异议。",
        "Его протоколы читают вслух на площади, чтобы те, кто был в море, могли возразить.",
    ),
    (
        "Strangers are given a bed, a bowl of soup and a question that they need not answer.",
        "外来的客人会得到一张床、一碗热汤，还有一个他们可以不必回答的问题。",
        "Приезжим дают постель, миску супа и вопрос, на который можно не отвечать.",
    ),
    (
        "When the wind turns to the east the smoke of the bakery drifts over the water and calls the boats home.",
        "当风转向东方时，面包房的炊烟飘过水面，仿佛在召唤船只快些回家。",
        "Когда ветер поворачивает на восток, дым пекарни плывёт над водой и зовёт лодки домой.",
    ),
    (
        "The rope makers work backwards along the longest street, and they know every stone of it by their heels.",
        "制绳工人沿着最长的街道倒退着干活，凭脚跟就认得街上的每一块石头。",
        "Канатчики работают, пятясь вдоль самой длинной улицы, и знают пятками каждый её камень.",
    ),
    (
        "In a good year a third of the catch is dried, a third is sold and a third is given away.",
        "年成好的时候，渔获的三分之一晒干，三分之一出售，另外三分之一送人。",
        "В хороший год треть улова сушат, треть продают и треть раздают.",
    ),
)
TOPICS = (
    ("The quiet harbour", "宁静的港口", "Тихая гавань"),
    ("Boats and their names", "船只与船名", "Лодки и их названия"),
    ("Of bells and fog", "钟声与雾", "О колоколах и тумане"),
    ("The market in spring", "春天的集市", "Рынок весной"),
    ("Letters to the islands", "寄往海岛的信", "Письма на острова"),
    ("A council of the quay", "码头议事会", "Совет причала"),
    ("Tides and numbers", "潮汐与数字", "Приливы и числа"),
)
CELLS = (
    ("Quay", "码头", "Причал"),
    ("Depth at low water", "低潮水深", "Глубина при отливе"),
    ("North basin", "北港池", "Северный бассейн"),
    ("Old mole", "旧防波堤", "Старый мол"),
    ("Island ferry", "海岛渡口", "Паром на остров"),
    ("Lamps and boats", "灯与船", "Фонари и лодки"),
)
PHRASES = (
    ("Compare", "参见", "Ср."),
    ("as shown in", "详见", "как показано в разделе"),
    ("Preface", "前言", "Предисловие"),
)


def translated(text: str, code: str) -> str:
    """A text that is made of these rows, in another language; its markup stays."""
    at = CODES.index(code)
    for row in (*SENTENCES, *TOPICS, *CELLS, *PHRASES):
        text = text.replace(row[0], row[at])
    return text
