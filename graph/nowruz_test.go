package graph_test

import (
	"math"
	"testing"
	"time"

	"entente/graph"
)

// nowruz gives the first day of the year that begins in a Gregorian year as the
// law has it since 1925: the day on which the sun is at the March equinox before
// noon at 52.5° east, else the day after; and how far from noon that is. Nothing
// in it counts leap years.
//
// Source: J. Meeus, Astronomical Algorithms, 2nd ed. (1998), chapter 27, good to
// a minute between 1951 and 2050 and little worse a century further.
func nowruz(year int) (day graph.Day, fromNoon time.Duration) {
	const julianUnix, meridian = 2440587.5, 3.5 / 24
	y := float64(year-2000) / 1000
	mean := 2451623.80984 + y*(365242.37404+y*(0.05169+y*(-0.00411-y*0.00057)))
	t := (mean - 2451545) / 36525
	w := radians(35999.373*t - 2.47)
	sum := 0.0
	for _, term := range equinoxTerms {
		sum += term[0] * math.Cos(radians(term[1]+term[2]*t))
	}
	dynamical := mean + 0.00001*sum/(1+0.0334*math.Cos(w)+0.0007*math.Cos(2*w))
	local := dynamical - deltaT(year)/86400 - julianUnix + meridian
	midnight := math.Floor(local)
	fromNoon = time.Duration((local - midnight - 0.5) * float64(24*time.Hour))
	if fromNoon >= 0 {
		midnight++
	}
	return graph.Day(midnight), fromNoon
}

func radians(degrees float64) float64 { return degrees * math.Pi / 180 }

// deltaT is dynamical time less universal time in seconds, from measurements
// up to 2020 and the long-term parabola of Espenak and Meeus (2006) beyond.
func deltaT(year int) float64 {
	measured := [...]float64{-3, 10, 21, 24, 24, 29, 33, 40, 51, 57, 64, 66, 69}
	if place := (year - 1900) / 10; place < len(measured)-1 {
		part := float64(year%10) / 10
		return measured[place]*(1-part) + measured[place+1]*part
	}
	t := float64(year - 2000)
	return 62.92 + 0.32217*t + 0.005589*t*t
}

// equinoxTerms are Meeus's table 27.C: A, B and C.
var equinoxTerms = [][3]float64{
	{485, 324.96, 1934.136}, {203, 337.23, 32964.467}, {199, 342.08, 20.186}, {182, 27.85, 445267.112},
	{156, 73.14, 45036.886}, {136, 171.52, 22518.443}, {77, 222.54, 65928.934}, {74, 296.72, 3034.906},
	{70, 243.58, 9037.513}, {58, 119.81, 33718.147}, {52, 297.17, 150.678}, {50, 21.02, 2281.226},
	{45, 247.54, 29929.562}, {44, 325.15, 31555.956}, {29, 60.93, 4443.417}, {18, 155.12, 67555.328},
	{17, 288.79, 4562.452}, {16, 198.04, 62894.029}, {14, 199.76, 31436.921}, {12, 95.39, 14577.848},
	{12, 287.11, 31931.756}, {12, 320.81, 34777.259}, {9, 227.73, 1222.114}, {8, 15.45, 16859.074},
}

// The rule of 33 years is compared with the sun: every day of 1900 to 2100 is
// counted on from the equinox, by the lengths of the months alone.
func TestEveryDayFrom1900To2100IsThatOfTheAstronomicalCalendar(t *testing.T) {
	nearest := 24 * time.Hour
	for year := 1900; year <= 2100; year++ {
		first, fromNoon := nowruz(year)
		following, _ := nowruz(year + 1)
		if year != 1930 { // of which almanacs say that the first of Farvardin was 21 March; here it is 6 s before noon
			nearest = min(nearest, fromNoon.Abs())
		}
		want := graph.Jalali{Year: int16(year - 621), Month: 1, Day: 1}
		for day := first; day < following; day++ {
			if got, ok := graph.JalaliOf(day.Date()); !ok || got != want {
				t.Fatalf("%s: got %v, %v, want %v", day.Date(), got, ok, want)
			}
			switch want.Day++; {
			case want.Day == 32, want.Day == 31 && want.Month > 6:
				want.Month, want.Day = want.Month+1, 1
			}
		}
	}
	if nearest < 5*time.Minute {
		t.Errorf("an equinox is %s from noon, too near for this computation", nearest)
	}
}

// The cycle of 2820 years (Birashk) has 1404 for a leap year where the sun, and
// the official calendar, have 1403.
func TestTheCycleOf2820YearsIsNotFollowedWhereItIsWrong(t *testing.T) {
	for _, c := range []struct{ day, want string }{{"2025-03-20", "1403-12-30"}, {"2025-03-21", "1404-01-01"}, {"2026-03-20", "1404-12-29"}, {"2026-03-21", "1405-01-01"}} {
		date, err := graph.ParseDate(c.day)
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := graph.JalaliOf(date); got.String() != c.want {
			t.Errorf("%s: got %s, want %s", c.day, got, c.want)
		}
	}
}
