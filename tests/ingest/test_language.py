"""English is told from its neighbours, in two sentences as in a long story."""

from __future__ import annotations

import pytest

from app.ingest.language import language_of


@pytest.mark.parametrize(
    "text",
    [
        "Bridge hit.",
        "No one was killed when a missile hit Dubove on Friday.",
        "A strike on Harkiv killed no fewer than six people on Thursday.",
        "Russian shells hit a school in Dubove, wounding six, officials in Vesna told reporters.",
        "Drones struck a depot at Orlivka overnight, Governor Kravets said on Telegram. No one was hurt.",
        "“Our troops hold Dubove,” Erdoğan’s office says; rebel leaders say otherwise as fighting rages on.",
        "The governor said that the bridge was gone and that nobody had been hurt.",
    ],
)
def test_plain_english(text):
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Міст зруйновано, сказав губернатор у понеділок, ніхто не постраждав у місті.",
        "Der Gouverneur sagte am Montag, die Brücke sei zerstört und niemand wurde verletzt.",
        "Am Montag war in Dubove an der Front alles ruhig, was in Orlivka niemand glaubt.",
        "Le gouverneur a dit lundi que le pont avait été détruit; on a vu la fumée à la gare.",
        "El gobernador dijo a los periodistas que no hay heridos en la ciudad de Dubove.",
        "O governador disse a jornalistas que as pontes foram destruídas no domingo, no sul.",
        "Il governatore ha detto in serata a Dubove che il ponte è crollato in un attacco.",
        "De gouverneur zei maandag in Dubove dat de brug is verwoest en dat er niemand was.",
        "Guvernøren sa mandag at broen i Dubove er ødelagt, og at ingen ble skadet der.",
        "Gubernator powiedział w poniedziałek, że most w Dubowem został zniszczony na amen.",
        "Gubernur mengatakan pada Senin bahwa jembatan di Dubove hancur akibat serangan drone.",
        "Vali pazartesi günü Dubove’deki köprünün bir saldırıda yıkıldığını ve ölen olmadığını söyledi.",
    ],
)
def test_another_language(text):
    assert language_of(text) == "und"
