"""What simulated people are called and what they say. All of it is invented."""

NAMES = [
    "Anne", "Bjørn", "Cecilie", "Dag", "Eli", "Frode", "Gro", "Håkon", "Ingrid", "Jørgen", "Kari",
    "Lars", "Marit", "Nils", "Oda", "Per", "Ragnhild", "Sverre", "Tone", "Ulf", "Vigdis", "Yngve",
    "Åse", "Ola", "Solveig", "Magnus", "Fatima", "Piotr", "Amina", "Jonas",
]  # fmt: skip
PROBLEMS = [
    ("Bussen går ikke etter klokka seks", "De unge er avhengige av å bli kjørt."),
    ("Det finnes ingen små leiligheter", "Eldre blir boende i for store hus."),
    ("Ungdom har ingen plass å være", "Klubben stengte, og ingenting kom i stedet."),
    ("Nærbutikken kan bli lagt ned", "Da forsvinner også møteplassen."),
    ("Nye innbyggere kjenner ingen", "Vi hilser, men inviterer ikke."),
    ("Skolen er for liten til å dele opp", ""),
    ("Gang- og sykkelveien stopper ved elva", "Barna må gå i veikanten."),
    ("Nettet er for dårlig til hjemmekontor", "Møter faller ut hver dag."),
    ("Frivillige blir færre og eldre", "De samme ti gjør alt."),
    ("Ingen vet hva som skjer i bygda", "Oppslagstavla er tom."),
    ("Det er vanskelig å få barnehageplass midt i året", ""),
    ("Jobbene ligger for langt unna", "Mange pendler to timer om dagen."),
    ("Legen er bare her én dag i uka", ""),
    ("Tomtene er dyre å bygge på", "Grunnen er dårlig, og veien må betales."),
    ("Kulturhuset står tomt", "Ingen vet hvem som kan låne det."),
    ("Vi snakker ikke sammen på tvers av grendene", ""),
    ("Turstiene gror igjen", "Det var dugnad før."),
    ("Ladestasjoner mangler", ""),
    ("Det er mørkt langs veien om vinteren", "Lysene er slått av for å spare."),
    ("Ungdommen flytter og kommer ikke tilbake", ""),
    ("Sommerjobbene går til dem som kjenner noen", ""),
    ("Ingen tar imot flyktningene etter introduksjonen", ""),
    ("Idrettslaget mangler trenere", ""),
    ("Det tar for lang tid å få svar fra kommunen", "Ingen ringer tilbake."),
]
IDEAS = [
    (
        "Delebil på bygdetunet",
        "To elbiler som bestilles på mobilen. Ungdomslaget står for nøklene.",
    ),
    ("Åpen kafé hver torsdag", "Kulturhuset åpner klokka tre. Én grend steker vafler om gangen."),
    ("Prøvebo i tre måneder", "Tomme hus leies ut møblert til folk som vurderer å flytte hit."),
    (
        "Fadder for nye familier",
        "Alle nyinnflyttede får en nabo som viser dem rundt det første året.",
    ),
    ("Verksted for ungdom", "Den gamle garasjen blir møteplass, drevet av ungdommen selv."),
    ("Felles kalender", "Lag og foreninger legger inn alt på ett sted, med lapp på butikken."),
]
IDEAS += [
    ("Skolebussen tar med alle", "Ledige seter på skoleskyssen kan bestilles av hvem som helst."),
    ("Bygdevert i butikken", "En lønnet vert hjelper med post, skjema og en kopp kaffe."),
    ("Tomtedag i mai", "Grunneiere og kommune viser fram tomter, med pris og vei avklart."),
    ("Kveldsåpent på biblioteket", "Nøkkelkort til alle over femten år."),
    ("Sommerjobb til alle på ungdomsskolen", "Bedrifter og kommune deler på lønna."),
    ("Middag på tvers av grendene", "Hver måned lager én grend mat til en annen."),
    ("Stidugnad med grilling", "Turlaget leder, og kommunen kjører bort kvisten."),
    ("Svarfrist på fem dager", "Kommunen ringer tilbake, også når svaret er nei."),
    ("Trenerskole på lørdager", "Idrettslaget lærer opp foreldre, to og to."),
    ("Lys langs skoleveien", "Solceller på stolpene, betalt av bygdefondet."),
]
DEALS = [
    ("Vi åpner kulturhuset hver torsdag", "Skaffe nøkkel og henge opp plakat"),
    ("Vi prøver delebil fra mars", "Be om tilbud fra tre forhandlere"),
    ("Alle nye familier får en fadder", "Lage liste over dem som vil være fadder"),
    ("Kommunen svarer innen fem dager", "Sette én person på telefonen"),
    ("Vi rydder stiene før 17. mai", "Velge to stier og en dato"),
    ("Ledige seter på skolebussen kan bestilles", "Møte med busselskapet"),
    ("Felles kalender for alle lag", "Samle lagene til ett møte"),
]
LINES = {
    "virkelig": "At folk ikke møtes lenger, og at det blir færre grunner til å bli.",
    "berort": "Ungdom uten førerkort, eldre som bor alene, og de som nettopp har flyttet hit.",
    "har_virket": "Dugnaden på badeplassen: alle fikk én ting å gjøre, og det var mat etterpå.",
    "mener": "Det skal være mulig å møtes uten å ha bil eller avtale.",
    "gjores": "Åpne kulturhuset én dag i uka. Grendelagene bytter på.",
    "kommunen": "Låne ut huset og betale strømmen.",
    "andre": "Lagene stiller med folk, butikken med kaffe.",
    "slutter": "Å vente på en som kan alt.",
    "forste_steg": "Skaffe nøkkel og henge opp plakat innen fjorten dager.",
}
WORDS = ["Fint å bli hørt.", "Godt at noen holder i avtalene.", "For lite tid til ideene.", ""]
ANSWERS = [
    "Naboen på hjørnet", "Snakket med tre som står i det", "I år", "Det lokale næringslivet",
    "Det gikk tregere enn vi trodde", "At noen må eie det", "Spør dem det gjelder, først",
]  # fmt: skip
SENTENCES = [
    "Vi tror at flere blir hvis de kjenner noen.", "De som bor her, vet best hva som mangler.",
    "Ett sted å henvende seg, og én som svarer.", "Vi møtes hver fjortende dag til det virker.",
    "Ungdomsrådet og frivilligsentralen er med fra start.", "Vi prøver det i én grend først.",
]  # fmt: skip
ROLES = ["Prosjektleder", "Frivilligsentralen", "Teknisk etat", "Ungdomsrådet"]
FAILURES = [
    ("Vi la om bussruta uten å spørre dem som reiser.", "Spør først, og legg om etterpå."),
    ("Vi åpnet en møteplass, og ingen kom.", "De som skal bruke stedet, må være med og lage det."),
]
QUESTIONS = ["Hva koster det?", "Hvem bestemmer til slutt?", "Når merker vi forskjell?"]
ABOUT = {
    "title": "Bygda i 2040", "sponsor": "Granvik kommune",
    "question": "Hva skal til for at flere blir boende på bygda?",
    "promise": "Kommunestyret får svarene i mars, og dere får se hva de gjør med dem.",
    "lines": "\n".join(title for title, _body in PROBLEMS[:8]),
}  # fmt: skip
