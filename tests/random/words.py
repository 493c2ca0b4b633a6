"""Names and texts in several scripts: plain ones, in which no rule about wording finds anything."""

SCRIPTS = ["latin", "latin", "cjk", "cyrillic", "viet"]

STEMS = {
    "party": {"latin": ["alpine", "lantern", "harbour", "mosaic"], "cjk": ["高山茶", "燈塔", "海港"], "cyrillic": ["алпина", "фенер"], "viet": ["sông_xanh", "ngọn_đèn"]},
    "person": {"latin": ["mei", "wu", "jo", "vera", "nora", "luca", "tom"], "cjk": ["小明", "美玲", "大偉"], "cyrillic": ["мая", "стоян", "петя"], "viet": ["lan", "hùng", "thảo"]},
    "department": {"latin": ["shops", "desk", "kitchen"], "cjk": ["門市部", "客服部"], "cyrillic": ["магазини", "рецепция"], "viet": ["cửa_hàng", "bếp"]},
    "goal": {"latin": ["revenue", "independence"], "cjk": ["營收"], "cyrillic": ["приходи"], "viet": ["doanh_thu"]},
    "objective": {"latin": ["sales", "care", "talk", "loyalty"], "cjk": ["社群經營", "線上銷售"], "cyrillic": ["общност", "продажби"], "viet": ["cộng_đồng", "bán_trực_tuyến"]},
    "kpi": {"latin": ["figure", "measure_of", "tally_of", "count_of"], "cjk": ["數字", "件數"], "cyrillic": ["брой", "стойности"], "viet": ["con_số", "số_lượng"]},
    "content": {"latin": ["stories", "recipes", "advice", "portraits"], "cjk": ["產品文", "日常文"], "cyrillic": ["рецепти", "истории"], "viet": ["câu_chuyện", "công_thức_nấu"]},
    "channel": {"latin": ["page", "letter", "forum", "feed"], "cjk": ["專頁", "電子報"], "cyrillic": ["страница", "бюлетин"], "viet": ["trang_nhà", "bản_tin"]},
    "line": {"latin": ["retainer", "ads", "own_time", "film_money"], "cjk": ["月費", "廣告費"], "cyrillic": ["хонорар", "реклама"], "viet": ["phí_tháng", "quảng_cáo"]},
    "action": {"latin": ["begin", "quiz", "push", "clean_up"], "cjk": ["開始執行", "問答"], "cyrillic": ["начална_стъпка", "викторина"], "viet": ["khởi_đầu", "câu_đố"]},
    "deliverable": {"latin": ["facts", "artwork", "handover", "report_sheet"], "cjk": ["資料", "素材"], "cyrillic": ["данни", "отчет"], "viet": ["tài_liệu", "hình_ảnh"]},
    "duty": {"latin": ["strategy", "writing", "answering", "buying"], "cjk": ["策略", "撰文"], "cyrillic": ["стратегия", "писане"], "viet": ["chiến_lược", "viết_bài"]},
    "other": {"latin": ["item", "part", "point"], "cjk": ["事項"], "cyrillic": ["точка"], "viet": ["mục"]},
}

TITLES = {
    "en": ["The house at the lake", "Orders from the page", "Talk in the shop", "Facts for the month", "Plan for the quarter", "Letters to guests"],
    "zh-Hant": ["湖邊的店", "網頁訂單", "店裡的對話", "每月資料", "季度計畫", "給客人的信"],
    "bg": ["Къщата край езерото", "Поръчки от страницата", "Разговори в магазина", "Данни за месеца", "План за тримесечието"],
    "vi": ["Ngôi nhà bên hồ", "Đơn hàng từ trang", "Chuyện trong cửa hàng", "Tài liệu hằng tháng", "Kế hoạch theo quý"],
}
PEOPLE = {
    "en": ["Nora Kelly", "Luca Moretti", "Vera Novak", "Tom Maier", "Lena Gruber", "Paul Huber"],
    "zh-Hant": ["林美玲", "吳大偉", "陳小安"], "bg": ["Мая Иванова", "Стоян Димитров"], "vi": ["Nguyễn Thị Lan", "Trần Văn Hùng"],
}
AIMS = {
    "en": ["2_400 orders that start on the page within the year.", "From 40 answers a month to 60.", "900 people a month who write to us."],
    "zh-Hant": ["一年內 2400 筆從專頁開始的訂單。", "每月回覆由 40 則到 60 則。"],
    "bg": ["2400 поръчки от страницата за годината.", "От 40 до 60 отговора на месец."],
    "vi": ["2400 đơn hàng từ trang trong năm.", "Từ 40 lên 60 câu trả lời mỗi tháng."],
}
PLAIN = {
    "en": ["Two of five shops that stock us are closing.", "Visitors read and leave.", "Three families and the lake are in it", "As both sides have read it"],
    "zh-Hant": ["五家店中有兩家要關門。", "訪客看完就走。", "雙方都讀過"],
    "bg": ["Два от петте магазина затварят.", "Посетителите четат и си тръгват.", "Както двете страни го прочетоха"],
    "vi": ["Hai trong năm cửa hàng sắp đóng cửa.", "Khách đọc rồi đi.", "Như hai bên đã đọc"],
}
POOLS = {"title": TITLES, "person": PEOPLE, "aim": AIMS, "plain": PLAIN}

# Things that are counted, none of them only seen or clicked: spellings.
COUNTED = [("orders", "order"), ("bookings", "booking"), ("subscribers", "subscriber"), ("answers", "answer"), ("members", "member"),
           ("guests", "guest"), ("samples", "sample"), ("訂單",), ("поръчки", "поръчка"), ("đơn_hàng",), ("letters", "letter"), ("tables", "table")]

KINDS = ["thought_leadership", "relationships", "word_of_mouth", "reputation", "authority", "indirect_sales", "service_savings", "messaging"]
ZONES = ["Asia/Taipei", "Europe/Sofia", "Europe/Vienna", "Asia/Ho_Chi_Minh", "America/New_York"]
CURRENCIES = ["TWD", "EUR", "VND", "USD", "GBP"]
PRICE = {"en": '"Price"', "zh-Hant": '"價格"', "bg": '"Цена"', "vi": '"Giá"'}
